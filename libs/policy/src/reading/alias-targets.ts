import { type PolicyResource } from '../model/policy-resource';
import { valueAt } from './properties';
import { type Place, resourceBehind } from './references';

/**
 * The hosted zone of every distribution.
 * https://docs.aws.amazon.com/Route53/latest/APIReference/API_AliasTarget.html
 */
const distributionZoneId = 'Z2FDTNDATAQYW2';

/** Whether an alias record leads to a distribution of CloudFront. */
export function leadsToDistribution({ properties }: PolicyResource, place: Place): boolean {
  return (
    valueAt(properties, 'AliasTarget.HostedZoneId') === distributionZoneId ||
    resourceBehind(valueAt(properties, 'AliasTarget.DNSName'), place, 'AWS::CloudFront::Distribution') !==
      undefined
  );
}
