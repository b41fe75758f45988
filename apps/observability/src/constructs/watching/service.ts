import { type Section, type Watch, type WatchedMetric } from './watch';

/** An ECS service, on any capacity. */
export interface WatchedService {
  readonly clusterName: string;
  readonly serviceName: string;
  /** Whether the tasks run on instances of the cluster. */
  readonly hasInstances: boolean;
}

/**
 * The tasks of the service. Container Insights counts what runs and what should run.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/available-metrics.html
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-metrics-ECS.html
 */
export function serviceSection({ clusterName, serviceName, hasInstances }: WatchedService): Section {
  const dimensions = { ClusterName: clusterName, ServiceName: serviceName };
  const counted = (name: string): WatchedMetric => ({
    namespace: 'ECS/ContainerInsights',
    name,
    dimensions,
    statistic: 'Average',
  });
  const used = (name: string): WatchedMetric => ({
    namespace: 'AWS/ECS',
    name,
    dimensions,
    statistic: 'Average',
  });
  const common = { periodSeconds: 60, severity: 'ticket', app: 'app-platform' } as const;
  return {
    title: 'Service',
    watches: [
      {
        ...common,
        id: 'missing-tasks',
        shows: 'Tasks that should run and do not',
        number: {
          expression: 'desired - running',
          using: { desired: counted('DesiredTaskCount'), running: counted('RunningTaskCount') },
        },
        // A deployment and a scale-out take minutes.
        outOf: [15, 15],
        when: 'above',
        threshold: 0,
        noData: 'alarming',
        means: 'Fewer tasks run than should',
        patients: 'Nothing, until the remaining tasks are too busy',
        runbook: 'fewer-tasks-run-than-should',
      },
      {
        ...common,
        id: 'service-cpu',
        shows: 'CPU of the tasks, in percent',
        number: used('CPUUtilization'),
        outOf: [15, 15],
        when: 'above',
        threshold: 85,
        noData: 'fine',
        means: 'The tasks are busy, and autoscaling has not helped for a quarter of an hour',
        patients: 'Pages may take long to appear',
        runbook: 'requests-are-slow',
      },
      {
        ...common,
        id: 'service-memory',
        shows: 'Memory of the tasks, in percent',
        number: used('MemoryUtilization'),
        outOf: [15, 15],
        when: 'above',
        threshold: 90,
        noData: 'fine',
        means: 'The tasks have little memory left: they may leak it',
        patients: 'Requests fail when a task is killed',
        runbook: 'memory-runs-out',
      },
      ...(hasInstances ? instancesOf(clusterName) : []),
    ],
  };
}

function instancesOf(clusterName: string): readonly Watch[] {
  const reserved = (name: string): WatchedMetric => ({
    namespace: 'AWS/ECS',
    name,
    dimensions: { ClusterName: clusterName },
    statistic: 'Average',
  });
  const common = {
    periodSeconds: 60,
    outOf: [30, 30],
    when: 'above',
    threshold: 95,
    noData: 'fine',
    severity: 'ticket',
    patients: 'New tasks may have to wait',
    app: 'app-platform',
    runbook: 'the-cluster-is-full',
  } as const;
  return [
    {
      ...common,
      id: 'cluster-cpu-reservation',
      shows: 'CPU of the cluster that tasks have reserved, in percent',
      number: reserved('CPUReservation'),
      means: 'The instances of the cluster have no CPU left for another task',
    },
    {
      ...common,
      id: 'cluster-memory-reservation',
      shows: 'Memory of the cluster that tasks have reserved, in percent',
      number: reserved('MemoryReservation'),
      means: 'The instances of the cluster have no memory left for another task',
    },
    {
      ...common,
      id: 'cluster-disk',
      shows: 'Disk of the instances in use, in percent',
      number: {
        namespace: 'ECS/ContainerInsights',
        name: 'instance_filesystem_utilization',
        dimensions: { ClusterName: clusterName },
        statistic: 'Maximum',
      },
      outOf: [15, 15],
      threshold: 85,
      means: 'The disk of an instance fills up',
      runbook: 'memory-runs-out',
    },
  ];
}
