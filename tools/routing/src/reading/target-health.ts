import { z } from 'zod';
import { targetGroupDefaults } from '../model/facts-of-aws';
import { type Role, type TargetHealth } from '../model/routing';
import { type SynthesizedEnvironment } from './synthesized-environment';

const {
  HealthCheckIntervalSeconds,
  HealthCheckTimeoutSeconds,
  UnhealthyThresholdCount,
  HealthyThresholdCount,
} = targetGroupDefaults;

const seconds = (otherwise: number) => z.coerce.number().default(otherwise);

/** The health check of a target group in a CloudFormation template. */
const targetGroup = z.object({
  HealthCheckIntervalSeconds: seconds(HealthCheckIntervalSeconds),
  HealthCheckTimeoutSeconds: seconds(HealthCheckTimeoutSeconds),
  UnhealthyThresholdCount: seconds(UnhealthyThresholdCount),
  HealthyThresholdCount: seconds(HealthyThresholdCount),
});

const cloudFormation = z.object({
  Resources: z.record(
    z.string(),
    z.object({ Type: z.string(), Properties: z.record(z.string(), z.unknown()).default({}) }),
  ),
});

/**
 * How fast the load balancer of a region notices what its targets do: as fast as its slowest target group, or as AWS's
 * defaults if no target group of the region is synthesized.
 */
export function readTargetHealth({ stacks }: SynthesizedEnvironment, role: Role): TargetHealth {
  const groups = stacks
    .filter((stack) => stack.engine === 'cdk' && stack.role === role)
    .flatMap(({ template }) => Object.values(cloudFormation.parse(template).Resources))
    .filter(({ Type }) => Type === 'AWS::ElasticLoadBalancingV2::TargetGroup')
    .map(({ Properties }) => targetGroup.parse(Properties));
  const known = groups.length > 0 ? groups : [targetGroup.parse({})];
  // Checks begin at every interval, whatever became of the one before; the last one may run into its time limit.
  const after = (threshold: 'UnhealthyThresholdCount' | 'HealthyThresholdCount') =>
    Math.max(
      ...known.map(
        (each) => each[threshold] * each.HealthCheckIntervalSeconds + each.HealthCheckTimeoutSeconds,
      ),
    );
  return {
    unhealthyAfterSeconds: after('UnhealthyThresholdCount'),
    healthyAfterSeconds: after('HealthyThresholdCount'),
  };
}
