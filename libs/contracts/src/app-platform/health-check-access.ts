import { contract, parameter } from '../contract';

/** How Route 53 reaches the load balancer of a region, where somebody has health checks on it. */
export const healthCheckAccess = contract('health-check-access', {
  securityGroupId: parameter(
    /sg-[0-9a-f]+/,
    'Security group of the load balancer for the addresses of Route 53; whoever has the health checks adds the rule',
  ),
});
