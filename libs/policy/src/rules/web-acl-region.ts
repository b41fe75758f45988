import { valuesAt } from '../reading/properties';
import { regionAt, regionOf, resourceBehind } from '../reading/references';
import { resourceRule, unless } from './resource-rule';

const home = 'us-east-1';

/**
 * A web ACL of scope CLOUDFRONT exists only in us-east-1, and so does its log destination.
 * https://docs.aws.amazon.com/waf/latest/developerguide/logging-destinations.html
 */
export const webAclRegion = resourceRule({
  id: 'web-acl-region',
  title: `A web ACL of scope CLOUDFRONT and its log are in ${home}.`,
  controls: ['164.308(a)(7)(ii)(C)', '164.312(b)'],
  pitfall: 14,
  types: ['AWS::WAFv2::WebACL', 'AWS::WAFv2::LoggingConfiguration'],
  judge: (resource, place) => {
    const isLog = resource.type === 'AWS::WAFv2::LoggingConfiguration';
    const { ResourceArn, LogDestinationConfigs } = resource.properties;
    const acl = isLog ? resourceBehind(ResourceArn, place, 'AWS::WAFv2::WebACL')?.resource : resource;
    if (acl?.properties['Scope'] !== 'CLOUDFRONT') return 'not-applicable';
    const destinations = isLog ? valuesAt({ LogDestinationConfigs }, 'LogDestinationConfigs') : [];
    const regions = [regionAt(place), ...destinations.map((each) => regionOf(each, place) ?? home)];
    return unless(
      regions.every((region) => region === home),
      `It is in ${regions.join(' and ')}, and must be in ${home}.`,
    );
  },
});
