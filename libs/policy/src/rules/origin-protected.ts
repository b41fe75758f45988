import { securityGroupRules } from '../reading/security-group-rules';
import { valueAt, valuesAt } from '../reading/properties';
import { isSame, type Place, resourceBehind, resourcesBehind, resourcesOf } from '../reading/references';
import { resourceRule } from './resource-rule';

const groupType = 'AWS::EC2::SecurityGroup';

/**
 * Nobody goes around CloudFront and its firewall: a load balancer behind a distribution is reached from prefix lists and
 * security groups, and from no range of addresses.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/restrict-access-to-load-balancer.html
 */
export const originProtected = resourceRule({
  id: 'origin-protected',
  title: 'Only CloudFront reaches a load balancer that is behind a distribution.',
  controls: ['164.308(a)(3)(i)', '164.308(a)(4)(ii)(A)', '164.312(a)(1)', '164.312(e)(1)'],
  types: ['AWS::ElasticLoadBalancingV2::LoadBalancer'],
  judge: ({ properties }, place) => {
    if (valueAt(properties, 'Scheme') === 'internal' || !isBehindDistribution(place)) return 'not-applicable';
    const groups = resourcesBehind(properties['SecurityGroups'], place).filter(
      ({ resource }) => resource.type === groupType,
    );
    const own = resourcesOf(place.environment, 'AWS::EC2::SecurityGroupIngress').filter((rule) => {
      const group = resourceBehind(rule.resource.properties['GroupId'], { ...place, ...rule }, groupType);
      return groups.some((each) => isSame(each, group));
    });
    return [...groups, ...own].flatMap(({ resource }) =>
      securityGroupRules(resource, 'ingress').flatMap((rule) => {
        const range = valueAt(rule, 'CidrIp') ?? valueAt(rule, 'CidrIpv6');
        if (range === undefined) return [];
        return [
          `${JSON.stringify(range)} reaches it past CloudFront: allow the prefix list of CloudFront instead.`,
        ];
      }),
    );
  },
});

/** Whether a distribution of the environment fetches from a server. Only the load balancers of a service are servers. */
function isBehindDistribution({ environment }: Place): boolean {
  return resourcesOf(environment, 'AWS::CloudFront::Distribution').some(
    ({ resource }) =>
      valuesAt(resource.properties, 'DistributionConfig.Origins.CustomOriginConfig').length > 0,
  );
}
