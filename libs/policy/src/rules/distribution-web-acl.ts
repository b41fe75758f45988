import { isText, valueAt } from '../reading/properties';
import { resourceBehind } from '../reading/references';
import { resourceRule, unless } from './resource-rule';

/**
 * A distribution must have a web ACL of the scope that CloudFront accepts. cdk-nag's HIPAA pack has no rule on
 * CloudFront.
 * https://docs.aws.amazon.com/waf/latest/developerguide/cloudfront-features.html
 */
export const distributionWebAcl = resourceRule({
  id: 'distribution-web-acl',
  title: 'A distribution is behind a web ACL of scope CLOUDFRONT.',
  controls: ['164.308(a)(5)(ii)(B)', '164.312(a)(1)', '164.312(e)(1)'],
  pitfall: 14,
  types: ['AWS::CloudFront::Distribution'],
  judge: ({ properties }, place) => {
    const webAcl = valueAt(properties, 'DistributionConfig.WebACLId');
    if (webAcl === undefined || webAcl === '') return ['No web ACL filters its requests: set WebACLId.'];
    const scope = resourceBehind(webAcl, place, 'AWS::WAFv2::WebACL')?.resource.properties['Scope'];
    const isRegional = isText(webAcl) && !webAcl.includes(':global/');
    return unless(
      (scope ?? 'CLOUDFRONT') === 'CLOUDFRONT' && !isRegional,
      'Its web ACL is not of scope CLOUDFRONT.',
    );
  },
});
