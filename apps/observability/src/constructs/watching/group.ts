import { type Section, type WatchedMetric } from './watch';

/** An Auto Scaling group of instances without ECS. */
export interface WatchedGroup {
  readonly groupName: string;
  /** The number of instances that the environment asks for at least. */
  readonly leastInstances: number;
  /** The metric of the memory in use, in percent, which the agent of the instances writes. */
  readonly memory: { readonly namespace: string; readonly name: string };
}

/**
 * The instances of the group.
 * https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-metrics.html
 */
export function groupSection({ groupName, leastInstances, memory }: WatchedGroup): Section {
  const dimensions = { AutoScalingGroupName: groupName };
  const of = (namespace: string, name: string, statistic: string): WatchedMetric => ({
    namespace,
    name,
    dimensions,
    statistic,
  });
  const common = { severity: 'ticket', app: 'app-platform' } as const;
  return {
    title: 'Instances',
    watches: [
      {
        ...common,
        id: 'missing-instances',
        shows: 'Instances in service',
        // Without weights, the capacity is the number of instances.
        number: of('AWS/AutoScaling', 'GroupInServiceCapacity', 'Minimum'),
        periodSeconds: 60,
        // Starting an instance takes minutes.
        outOf: [15, 15],
        when: 'below',
        threshold: leastInstances,
        noData: 'alarming',
        means: 'Fewer instances are in service than the group may have at least',
        patients: 'Nothing, until the remaining instances are too busy',
        runbook: 'fewer-tasks-run-than-should',
      },
      {
        ...common,
        id: 'instance-cpu',
        shows: 'CPU of the instances, in percent',
        number: of('AWS/EC2', 'CPUUtilization', 'Average'),
        periodSeconds: 300,
        outOf: [3, 3],
        when: 'above',
        threshold: 90,
        noData: 'fine',
        means: 'The instances are busy, and autoscaling has not helped for a quarter of an hour',
        patients: 'Pages may take long to appear',
        runbook: 'requests-are-slow',
      },
      {
        ...common,
        id: 'instance-memory',
        shows: 'Memory of the instances in use, in percent',
        number: of(memory.namespace, memory.name, 'Average'),
        periodSeconds: 60,
        outOf: [15, 15],
        when: 'above',
        threshold: 90,
        // The agent reports each minute; instances without one look healthy otherwise.
        noData: 'alarming',
        means: 'The instances have little memory left, or nobody reports it',
        patients: 'Requests fail when the system kills a process',
        runbook: 'memory-runs-out',
      },
      {
        ...common,
        id: 'instance-status',
        shows: 'Instances that fail a status check',
        number: of('AWS/EC2', 'StatusCheckFailed', 'Maximum'),
        periodSeconds: 60,
        outOf: [10, 10],
        when: 'at least',
        threshold: 1,
        noData: 'fine',
        means: 'An instance fails its status check, and the group has not replaced it',
        patients: 'Nothing, as long as other instances answer',
        runbook: 'a-target-is-unhealthy',
      },
    ],
  };
}
