import { contract, listParameter, parameter } from '../contract';

const name = /[A-Za-z0-9._-]{1,255}/;
const logGroupName = /[\w./#-]{1,512}/;
const securityGroupId = /sg-[0-9a-f]+/;

/** The running application of a region, on any capacity. For the stacks in front of it, and for monitoring. */
export const appPlatform = contract('app-platform', {
  loadBalancerDnsName: parameter(/[A-Za-z0-9][A-Za-z0-9.-]*/, 'Host name of the load balancer'),
  loadBalancerZoneId: parameter(/Z[A-Z0-9]+/, 'Hosted zone of that host name, which an alias record names'),
  loadBalancerFullName: parameter(
    /app\/[A-Za-z0-9-]+\/[0-9a-f]+/,
    'The load balancer as its metrics name it, in the dimension LoadBalancer',
  ),
  targetGroupFullName: parameter(
    /targetgroup\/[A-Za-z0-9-]+\/[0-9a-f]+/,
    'The target group as its metrics name it, in the dimension TargetGroup',
  ),
  scalingTarget: parameter(
    /service\/[A-Za-z0-9_-]+\/[A-Za-z0-9_-]+|autoScalingGroup\/[A-Za-z0-9._-]+/,
    'What there are more or fewer of: service/<cluster>/<service> of ECS, or autoScalingGroup/<name>',
  ),
  clusterName: parameter(name, 'Name of the ECS cluster, or of the Auto Scaling group where there is none'),
  serviceName: parameter(name, 'Name of the ECS service, or of the Auto Scaling group where there is none'),
  securityGroupId: parameter(securityGroupId, 'Security group of the application'),
  logGroupName: parameter(logGroupName, 'Log group of the application'),
  requestLogGroupName: parameter(
    logGroupName,
    'Log group of the firewall: every request and what became of it',
  ),
  webAclMetricName: parameter(/[\w-]{1,255}/, 'The firewall as its metrics name it, in the dimension WebACL'),
  allLogGroupNames: listParameter(
    logGroupName,
    'Every log group of the service: application, firewall, and where there are such, Container Insights and what people did in containers',
  ),
});
