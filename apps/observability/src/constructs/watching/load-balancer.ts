import { type Section, type WatchedMetric } from './watch';

export interface WatchedLoadBalancer {
  /** `app/<name>/<id>`. */
  readonly loadBalancer: string;
  /** `targetgroup/<name>/<id>`. */
  readonly targetGroup: string;
  /** What 99 of 100 requests may take, in seconds. */
  readonly slowSeconds: number;
}

/**
 * The load balancer and its targets.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html
 */
export function loadBalancerSection({
  loadBalancer,
  targetGroup,
  slowSeconds,
}: WatchedLoadBalancer): Section {
  const ofBalancer = (name: string, statistic: string): WatchedMetric => ({
    namespace: 'AWS/ApplicationELB',
    name,
    dimensions: { LoadBalancer: loadBalancer },
    statistic,
  });
  const ofTargets = (name: string, statistic: string): WatchedMetric => ({
    ...ofBalancer(name, statistic),
    dimensions: { LoadBalancer: loadBalancer, TargetGroup: targetGroup },
  });
  const common = { periodSeconds: 60, severity: 'ticket', app: 'app-platform' } as const;
  return {
    title: 'Load balancer',
    watches: [
      {
        ...common,
        id: 'healthy-targets',
        shows: 'Healthy targets',
        // The maximum of what the nodes of the load balancer count: they disagree for a moment while a target starts.
        number: ofTargets('HealthyHostCount', 'Maximum'),
        outOf: [2, 2],
        when: 'below',
        threshold: 1,
        // A load balancer without a registered target reports nothing.
        noData: 'alarming',
        severity: 'page',
        means: 'No target is healthy',
        patients: 'Nobody can use the platform in this region',
        runbook: 'no-target-is-healthy',
      },
      {
        ...common,
        id: 'unhealthy-targets',
        shows: 'Unhealthy targets',
        number: ofTargets('UnHealthyHostCount', 'Maximum'),
        outOf: [5, 5],
        when: 'above',
        threshold: 0,
        noData: 'fine',
        means: 'A target has been unhealthy for five minutes',
        patients: 'Nothing, as long as others are healthy',
        runbook: 'a-target-is-unhealthy',
      },
      {
        ...common,
        id: 'target-errors',
        shows: 'Errors of the application (5xx)',
        number: ofTargets('HTTPCode_Target_5XX_Count', 'Sum'),
        outOf: [3, 5],
        when: 'above',
        threshold: 10,
        noData: 'fine',
        means: 'The application answers with errors',
        patients: 'Some requests fail',
        runbook: 'the-application-answers-with-errors',
      },
      {
        ...common,
        id: 'load-balancer-errors',
        shows: 'Errors of the load balancer (5xx)',
        number: ofBalancer('HTTPCode_ELB_5XX_Count', 'Sum'),
        outOf: [3, 5],
        when: 'above',
        threshold: 10,
        noData: 'fine',
        means: 'The load balancer gets no answer from the application',
        patients: 'Some requests fail',
        runbook: 'the-application-answers-with-errors',
      },
      {
        ...common,
        id: 'target-latency',
        shows: 'Time to answer, 99 of 100 requests',
        number: ofTargets('TargetResponseTime', 'p99'),
        outOf: [10, 15],
        when: 'above',
        threshold: slowSeconds,
        noData: 'fine',
        means: 'One request of a hundred is slow',
        patients: 'Pages take long to appear',
        runbook: 'requests-are-slow',
      },
      {
        ...common,
        id: 'rejected-connections',
        shows: 'Connections that the load balancer rejected',
        number: ofBalancer('RejectedConnectionCount', 'Sum'),
        outOf: [3, 5],
        when: 'above',
        threshold: 0,
        noData: 'fine',
        means: 'The load balancer is at its maximum of connections',
        patients: 'Some people cannot connect',
        runbook: 'the-load-balancer-rejects-connections',
      },
      {
        ...common,
        id: 'target-connections',
        shows: 'Connections to targets that failed',
        number: ofTargets('TargetConnectionErrorCount', 'Sum'),
        outOf: [3, 5],
        when: 'above',
        threshold: 10,
        noData: 'fine',
        means: 'The load balancer cannot connect to targets',
        patients: 'Some requests fail',
        runbook: 'the-application-answers-with-errors',
      },
    ],
  };
}
