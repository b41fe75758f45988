import { isText, valueAt } from '../reading/properties';
import { type Place, regionOf, resourceBehind } from '../reading/references';
import { type PolicyResource } from '../model/policy-resource';
import { resourceRule, type Judgement, unless } from './resource-rule';

const home = 'us-east-1';

/**
 * CloudFront takes certificates and web ACLs from us-east-1 only, and only ACLs of its own scope, which exist nowhere
 * else; what such an ACL logs to is there too.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cnames-and-https-requirements.html
 */
export const cloudfrontInUsEast1 = resourceRule({
  id: 'cloudfront-in-us-east-1',
  title: 'Certificates, web ACLs and ACL logs of CloudFront are in us-east-1.',
  controls: ['164.308(a)(7)(ii)(C)', '164.312(e)(1)'],
  pitfall: 14,
  types: ['AWS::CloudFront::Distribution', 'AWS::WAFv2::WebACL', 'AWS::WAFv2::LoggingConfiguration'],
  judge: (resource, place) => judges[resource.type]?.(resource, place) ?? 'not-applicable',
});

const judges: Readonly<Record<string, (resource: PolicyResource, place: Place) => Judgement>> = {
  'AWS::CloudFront::Distribution': ({ properties }, place) => {
    const webAcl = valueAt(properties, 'DistributionConfig.WebACLId');
    const certificate = valueAt(properties, 'DistributionConfig.ViewerCertificate.AcmCertificateArn');
    const scope = resourceBehind(webAcl, place, 'AWS::WAFv2::WebACL')?.resource.properties['Scope'];
    return [
      ...unless((regionOf(certificate, place) ?? home) === home, `Its certificate is not in ${home}.`),
      ...unless(!isText(scope) || scope === 'CLOUDFRONT', 'Its web ACL is not of scope CLOUDFRONT.'),
      ...unless(!isText(webAcl) || webAcl.includes(':global/'), 'Its web ACL is not of scope CLOUDFRONT.'),
    ];
  },
  'AWS::WAFv2::WebACL': ({ properties }, { stack }) =>
    properties['Scope'] === 'CLOUDFRONT'
      ? unless(
          stack.region === home,
          `A web ACL of scope CLOUDFRONT is made in ${home}, not in ${stack.region}.`,
        )
      : 'not-applicable',
  'AWS::WAFv2::LoggingConfiguration': ({ properties }, place) => {
    const acl = resourceBehind(properties['ResourceArn'], place, 'AWS::WAFv2::WebACL');
    if (acl?.resource.properties['Scope'] !== 'CLOUDFRONT') return 'not-applicable';
    const region =
      regionOf(properties['LogDestinationConfigs'], place) ??
      regionOf(valueAt(properties, 'LogDestinationConfigs'), place);
    return unless(
      (region ?? home) === home,
      `A web ACL of scope CLOUDFRONT logs to ${home}, not to ${region}.`,
    );
  },
};
