import { type Section, type WatchedMetric } from './watch';

/** https://docs.aws.amazon.com/vpc/latest/userguide/metrics-dimensions-nat-gateway.html */
export function natGatewaySection(natGatewayIds: readonly string[]): Section {
  const common = {
    periodSeconds: 60,
    outOf: [3, 5],
    when: 'above',
    threshold: 0,
    noData: 'fine',
    severity: 'ticket',
    patients: 'What the platform asks of other services may fail',
    app: 'network',
    runbook: 'a-nat-gateway-is-at-its-limit',
  } as const;
  return {
    title: 'NAT gateways',
    watches: natGatewayIds.flatMap((natGatewayId, index) => {
      const of = (name: string): WatchedMetric => ({
        namespace: 'AWS/NATGateway',
        name,
        dimensions: { NatGatewayId: natGatewayId },
        statistic: 'Sum',
      });
      const zone = index + 1;
      return [
        {
          ...common,
          id: `nat-ports-${zone}`,
          shows: `Connections for which NAT gateway ${zone} had no port`,
          number: of('ErrorPortAllocation'),
          means: `NAT gateway ${zone} has no ports left for connections to one destination`,
        },
        {
          ...common,
          id: `nat-drops-${zone}`,
          shows: `Packets that NAT gateway ${zone} dropped`,
          number: of('PacketsDropCount'),
          // A few drops are normal, says AWS, up to a hundredth of a percent of the traffic.
          threshold: 100,
          outOf: [5, 5],
          means: `NAT gateway ${zone} drops packets`,
        },
      ];
    }),
  };
}

/**
 * https://docs.aws.amazon.com/acm/latest/userguide/cloudwatch-metrics.html
 *
 * @param id unique in the region: us-east-1 can have the certificates of load balancers and of the distribution
 */
export function certificateSection(certificateArn: string, id = 'certificate'): Section {
  return {
    title: 'Certificate',
    watches: [
      {
        id,
        shows: 'Days until the certificate ends',
        number: {
          namespace: 'AWS/CertificateManager',
          name: 'DaysToExpiry',
          dimensions: { CertificateArn: certificateArn },
          statistic: 'Minimum',
        },
        periodSeconds: 86_400,
        outOf: [1, 1],
        when: 'at most',
        // ACM renews 60 days before the end, and tells people 45 days before it if it could not.
        threshold: 44,
        // ACM reports as long as a certificate is valid.
        noData: 'unknown',
        severity: 'ticket',
        means: 'The certificate has not been renewed, and ends within 44 days',
        patients: 'Browsers refuse the platform once it has ended',
        app: 'cdn-dns',
        runbook: 'a-certificate-is-not-renewed',
      },
    ],
  };
}

/**
 * The vCPUs that the account may run at the same time in the region. Autoscaling fails at the quota, and nobody gets an
 * error of it. The quota is what Service Quotas has for the account at the time. Each environment of the account counts.
 *
 * Functions have no such metric of use: `functionSection` compares their concurrency with a number.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-Quotas-Visualize-Alarms.html
 *
 * @param of the service that runs the application
 */
export function quotaSection(of: 'Fargate' | 'EC2'): Section {
  return {
    title: 'Quotas',
    watches: [
      {
        id: 'vcpu-quota',
        shows: `vCPUs of ${of} in use, in percent of the quota`,
        number: {
          expression: 'used / SERVICE_QUOTA(used) * 100',
          using: {
            used: {
              namespace: 'AWS/Usage',
              name: 'ResourceCount',
              // For EC2, all families that the settings accept but those with accelerators: A, C, D, H, I, M, R, T, Z.
              dimensions: { Service: of, Type: 'Resource', Resource: 'vCPU', Class: 'Standard/OnDemand' },
              // As Service Quotas itself recommends for these metrics.
              statistic: 'Maximum',
            },
          },
        },
        periodSeconds: 300,
        outOf: [2, 2],
        when: 'above',
        // AWS's own advice. An increase takes a person at AWS some days.
        threshold: 80,
        // Nothing runs, and another alarm says so.
        noData: 'fine',
        severity: 'ticket',
        means: `More than 80 % of the vCPUs that the account may run in ${of} are in use`,
        patients: 'Nothing now; the platform becomes slow when more people come, since it cannot grow',
        app: 'app-platform',
        runbook: 'a-quota-is-used-up',
      },
    ],
  };
}

export interface WatchedFirewall {
  readonly webAclName: string;
  /** The region of a web ACL of load balancers. A web ACL of a distribution has none. */
  readonly region?: string;
  /** Unique in the region: us-east-1 can have both firewalls. @default blocked-requests */
  readonly id?: string;
  /** Blocked requests in five minutes that are no longer the noise of the internet. */
  readonly manyRequests: number;
}

/** https://docs.aws.amazon.com/waf/latest/developerguide/waf-metrics.html */
export function firewallSection({
  webAclName,
  region,
  id = 'blocked-requests',
  manyRequests,
}: WatchedFirewall): Section {
  return {
    title: 'Firewall',
    watches: [
      {
        id,
        shows: 'Requests that the firewall blocked',
        number: {
          namespace: 'AWS/WAFV2',
          name: 'BlockedRequests',
          dimensions: { WebACL: webAclName, Rule: 'ALL', ...(region !== undefined && { Region: region }) },
          statistic: 'Sum',
        },
        periodSeconds: 300,
        outOf: [2, 3],
        when: 'above',
        threshold: manyRequests,
        noData: 'fine',
        severity: 'ticket',
        means: 'The firewall blocks many requests: an attack, or a rule that is wrong',
        patients: 'If the rule is wrong, some people cannot use the platform',
        app: 'app-platform',
        runbook: 'the-firewall-blocks-many-requests',
      },
    ],
  };
}
