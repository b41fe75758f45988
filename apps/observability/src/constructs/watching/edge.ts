import { type Section, type WatchedMetric } from './watch';

/**
 * The distribution. CloudFront publishes in us-east-1 only.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/programming-cloudwatch-metrics.html
 */
export function distributionSection(distributionId: string): Section {
  return {
    title: 'Distribution',
    watches: [
      {
        id: 'edge-errors',
        shows: 'Share of requests that CloudFront answered with 5xx, in percent',
        number: {
          namespace: 'AWS/CloudFront',
          name: '5xxErrorRate',
          // The only region that CloudFront has in its metrics.
          dimensions: { DistributionId: distributionId, Region: 'Global' },
          statistic: 'Average',
        },
        periodSeconds: 60,
        outOf: [5, 5],
        when: 'above',
        threshold: 5,
        noData: 'fine',
        severity: 'ticket',
        means: 'CloudFront answers with errors',
        patients: 'Some people cannot use the platform, wherever they are',
        app: 'cdn-dns',
        runbook: 'cloudfront-answers-with-errors',
      },
    ],
  };
}

/** A health check that decides where users go, and the region that it is about. */
export interface WatchedHealthCheck {
  readonly role: 'primary' | 'dr';
  readonly healthCheckId: string;
}

/** https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/monitoring-cloudwatch.html */
export function healthCheckSection(checks: readonly WatchedHealthCheck[]): Section {
  const of = (healthCheckId: string): WatchedMetric => ({
    namespace: 'AWS/Route53',
    name: 'HealthCheckStatus',
    dimensions: { HealthCheckId: healthCheckId },
    statistic: 'Minimum',
  });
  return {
    title: 'Regions, as Route 53 sees them',
    watches: checks.map(({ role, healthCheckId }) => ({
      id: `region-${role}`,
      shows: `Whether the ${role} region gets users: 1 or 0`,
      number: of(healthCheckId),
      periodSeconds: 60,
      outOf: [2, 2],
      when: 'below',
      threshold: 1,
      noData: 'alarming',
      // The region itself pages somebody if its users feel something, and the DR region if the primary one is away.
      severity: 'ticket',
      means: `Route 53 sends nobody to the ${role} region`,
      patients: 'People are served by the other region, or by none',
      app: 'cdn-dns',
      runbook: 'a-region-gets-no-users',
    })),
  };
}
