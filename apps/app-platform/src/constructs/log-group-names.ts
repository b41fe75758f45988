import { type ServiceSettings } from '@bulkhead/config';
import { clusterName, logGroupName, type NameScope, wafLogGroupName } from '@bulkhead/naming';

/** One value for each log of the service. */
export interface PerLog<T> {
  /** The log of the application. */
  readonly application: T;
  /** The log of every request that the firewall saw. */
  readonly requests: T;
  /** The log of Container Insights. @default there is no ECS cluster */
  readonly insights?: T;
  /** The log of shell sessions in containers. @default nobody can open a session */
  readonly sessions?: T;
}

/**
 * Names of the log groups. ECS decides the name for Container Insights.
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
