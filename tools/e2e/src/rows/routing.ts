import { DescribeCertificateCommand } from '@aws-sdk/client-acm';
import { DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import {
  GetHealthCheckCommand,
  GetHostedZoneCommand,
  ListResourceRecordSetsCommand,
  type ResourceRecordSet,
} from '@aws-sdk/client-route-53';
import { type AwsClients } from '../aws-clients';

/** The deployed way of users to the regions of an environment, known when tests run and not when they are defined. */
export interface DeployedRouting {
  /** Clients of a region. */
  readonly aws: (role: 'primary' | 'dr') => AwsClients;
  /** A published value, such as `zone@global.zoneId`. */
  readonly output: (key: string) => string;
  /** The public name. */
  readonly domain: string;
}

/** The zone and the certificates of the load balancers. */
export function nameTests(
  rows: string,
  { aws, output, domain }: DeployedRouting,
  roles: readonly ('primary' | 'dr')[],
): void {
  test(`${rows}: ${domain} has a zone, and only the certificate authority of Amazon may issue for it`, async () => {
    const { route53 } = aws('primary');
    const Id = output('zone@global.zoneId');
    const { HostedZone, DelegationSet } = await route53.send(new GetHostedZoneCommand({ Id }));
    const records = await recordsOf(route53, Id);

    expect(HostedZone).toMatchObject({ Name: `${domain}.`, Config: { PrivateZone: false } });
    expect(output('zone@global.nameServers')).toEqual(DelegationSet?.NameServers);
    expect(
      records
        .filter(({ Type }) => Type === 'CAA')
        .map(({ Name, ResourceRecords = [] }) => [Name, ResourceRecords.map(({ Value }) => Value)]),
    ).toEqual([[`${domain}.`, expect.arrayContaining(['0 issue "amazon.com"'])]]);
  });

  test.each(roles)(
    `${rows}: the certificate of the %s region has both names, and the zone has the record that renews it`,
    async (role) => {
      const CertificateArn = output(role === 'primary' ? 'certificate.arn' : `certificate@${role}.arn`);
      const { Certificate } = await aws(role).acm.send(new DescribeCertificateCommand({ CertificateArn }));
      const records = await recordsOf(aws('primary').route53, output('zone@global.zoneId'));

      expect(Certificate).toMatchObject({
        DomainName: domain,
        SubjectAlternativeNames: expect.arrayContaining([domain, `origin.${domain}`]),
      });
      expect(records.map(({ Name, Type }) => [Name, Type])).toEqual(
        expect.arrayContaining([[expect.stringMatching(/^_.*\.$/), 'CNAME']]),
      );
    },
  );
}

/** A record as tests compare it: without what has another value in each run. */
export interface LedRecord {
  /** Before the public name, such as `failover.origin.`. Empty for the public name itself. */
  readonly prefix: string;
  /** The role of the region, if there are several records of the name. */
  readonly role?: 'primary' | 'dr';
  /** What the policy says of the record. */
  readonly policy?: { readonly Failover?: string; readonly Region?: string; readonly Weight?: number };
  /** What the record leads to: another record of the zone, a load balancer, or the distribution. */
  readonly to: string | { readonly output: string };
  readonly types?: readonly ('A' | 'AAAA')[];
  /** @default true */
  readonly evaluated?: boolean;
}

/** Expects that these records lead users, and no other. */
export async function expectRecords(
  { aws, output, domain }: DeployedRouting,
  expected: readonly LedRecord[],
): Promise<void> {
  const records = await recordsOf(aws('primary').route53, output('zone@global.zoneId'));
  const found = records
    .filter(({ AliasTarget }) => AliasTarget)
    .map(({ Name, Type, SetIdentifier, AliasTarget, HealthCheckId, Failover, Region, Weight }) => ({
      name: Name,
      type: Type,
      set: SetIdentifier,
      to: AliasTarget?.DNSName?.replace(/\.$/, '').replace(/^dualstack\./, ''),
      evaluated: AliasTarget?.EvaluateTargetHealth,
      healthCheck: HealthCheckId,
      policy: { Failover, Region, Weight },
    }));
  const wanted = expected.flatMap(({ prefix, role, policy, to, types = ['A'], evaluated = true }) =>
    types.map((type) => ({
      name: `${prefix}${domain}.`,
      type,
      set: role && `${prefix}${domain}-${role}`,
      to: typeof to === 'string' ? `${to}${domain}` : output(to.output).toLowerCase(),
      evaluated,
      healthCheck: role && output(`region-health@global.${role}HealthCheckId`),
      policy: { Failover: policy?.Failover, Region: policy?.Region, Weight: policy?.Weight },
    })),
  );

  expect(sorted(found)).toEqual(sorted(wanted));
}

/** By name, type and set: Route 53 sorts names by their labels, from the last to the first. */
function sorted<T extends { name?: string; type?: string; set?: string }>(records: readonly T[]): T[] {
  const keyOf = ({ name, type, set }: T) => [name, type, set].join(' ');
  return [...records].sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
}

/**
 * The checks of both regions. The emulator keeps no check that reads an alarm, so that a region has the alarms and its
 * own check without them; templates show the rest.
 */
export function healthCheckTests(
  rows: string,
  { aws, output }: DeployedRouting,
  { path, environment }: { readonly path: string; readonly environment: string },
): void {
  const health = (key: string) => output(`region-health@global.${key}`);
  const configOf = async (HealthCheckId: string) => {
    const { HealthCheck } = await aws('primary').route53.send(new GetHealthCheckCommand({ HealthCheckId }));
    return HealthCheck?.HealthCheckConfig;
  };

  test.each(['primary', 'dr'] as const)(
    `${rows}: the %s region is asked every 10 seconds over HTTPS by the name of its load balancer`,
    async (role) => {
      const loadBalancer = `app-platform${role === 'dr' ? '@dr' : ''}.loadBalancerDnsName`;

      expect(await configOf(health(`${role}EndpointHealthCheckId`))).toMatchObject({
        Type: 'HTTPS',
        FullyQualifiedDomainName: output(loadBalancer),
        Port: 443,
        ResourcePath: path,
        RequestInterval: 10,
        FailureThreshold: 3,
        EnableSNI: true,
        Inverted: false,
        Disabled: false,
      });
    },
  );

  test.each(['primary', 'dr'] as const)(
    `${rows}: the %s region gets users only while its endpoint, its targets and its switch are healthy`,
    async (role) => {
      const config = await configOf(health(`${role}HealthCheckId`));

      expect(config).toMatchObject({ Type: 'CALCULATED', HealthThreshold: 3, Inverted: false });
      expect(config?.ChildHealthChecks).toContain(health(`${role}EndpointHealthCheckId`));
    },
  );

  test.each([
    ['primary', 'dr'],
    ['dr', 'primary'],
  ] as const)(
    `${rows}: the switch of the %s region is an alarm of the %s region, and no alarm has to be written again`,
    async (role, other) => {
      const alarmNames = [health(`${role}SwitchAlarmName`), health(`${other}TargetsAlarmName`)];
      const { MetricAlarms = [] } = await aws(other).cloudwatch.send(
        new DescribeAlarmsCommand({ AlarmNames: alarmNames }),
      );
      const found = new Map(MetricAlarms.map((alarm) => [alarm.AlarmName, alarm]));

      expect(found.get(alarmNames[0])).toMatchObject({
        Namespace: 'Bulkhead/Routing',
        MetricName: 'LeaveRegion',
        Dimensions: expect.arrayContaining([
          { Name: 'Environment', Value: environment },
          { Name: 'Role', Value: role },
        ]),
        Threshold: 1,
        TreatMissingData: 'ignore',
      });
      expect(found.get(alarmNames[1])).toMatchObject({
        Namespace: 'AWS/ApplicationELB',
        MetricName: 'HealthyHostCount',
      });
    },
  );
}

async function recordsOf(
  client: AwsClients['route53'],
  HostedZoneId: string,
): Promise<readonly ResourceRecordSet[]> {
  const { ResourceRecordSets = [], IsTruncated } = await client.send(
    new ListResourceRecordSetsCommand({ HostedZoneId, MaxItems: 300 }),
  );
  expect(IsTruncated).toBe(false);
  return ResourceRecordSets;
}
