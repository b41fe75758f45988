import { onlyPort, openRange, securityGroupRules, securityGroupTypes } from '../reading/security-group-rules';
import { type PolicyResource } from '../model/policy-resource';
import { isSame, type Place, resourceBehind, resourcesBehind, resourcesOf } from '../reading/references';
import { resourceRule } from './resource-rule';

const webPorts: readonly (number | undefined)[] = [443, 80];

/**
 * Only a load balancer may be reachable from the internet, on the ports of HTTPS and of the redirect to HTTPS. cdk-nag
 * checks only SSH and six other ports, and only IPv4.
 */
export const noOpenIngress = resourceRule({
  id: 'no-open-ingress',
  title: 'Only ports 443 and 80 of a load balancer are open to the internet.',
  controls: ['164.308(a)(3)(i)', '164.308(a)(4)(ii)(A)', '164.312(a)(1)', '164.312(e)(1)'],
  types: securityGroupTypes.ingress,
  judge: (resource, place) =>
    securityGroupRules(resource, 'ingress').flatMap((rule) => {
      const range = openRange(rule);
      if (range === undefined) return [];
      const port = onlyPort(rule);
      if (webPorts.includes(port) && isOfLoadBalancer(resource, place)) return [];
      return [`${port === undefined ? 'More than one port' : `Port ${port}`} is open to ${range}.`];
    }),
});

function isOfLoadBalancer(resource: PolicyResource, place: Place): boolean {
  const type = 'AWS::EC2::SecurityGroup';
  const group =
    resource.type === type
      ? { stack: place.stack, resource }
      : resourceBehind(resource.properties['GroupId'], place, type);
  return resourcesOf(place.environment, 'AWS::ElasticLoadBalancingV2::LoadBalancer').some((balancer) =>
    resourcesBehind(balancer.resource.properties['SecurityGroups'], { ...place, stack: balancer.stack }).some(
      (its) => isSame(its, group),
    ),
  );
}
