import { type ServiceSettings } from '@bulkhead/config';
import { clusterName, logGroupName, type NameScope, wafLogGroupName } from '@bulkhead/naming';

/** One thing for each log that the service has. */
export interface PerLog<T> {
  /** What the application writes. */
  readonly application: T;
  /** Every request that the firewall saw. */
  readonly requests: T;
  /** What Container Insights measures. @default there is no ECS cluster */
  readonly insights?: T;
  /** What people did in containers. @default nobody may */
  readonly sessions?: T;
}

/**
 * Names of the log groups. Container Insights writes to one of which ECS decides the name.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-reference-performance-entries-ECS.html
 */
export function logGroupNames(nameScope: NameScope, settings: ServiceSettings): PerLog<string> {
  const cluster = clusterName(nameScope, 'app-platform');
  return {
    application: logGroupName(nameScope, 'app-platform', 'service'),
    requests: wafLogGroupName(nameScope, 'app-platform'),
    ...(settings.type !== 'ec2-asg' && {
      insights: `/aws/ecs/containerinsights/${cluster}/performance`,
      ...(settings.shell && { sessions: logGroupName(nameScope, 'app-platform', 'sessions') }),
    }),
  };
}
