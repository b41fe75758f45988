import { DescribeAutoScalingGroupsCommand } from '@aws-sdk/client-auto-scaling';
import { DescribeStacksCommand, GetTemplateCommand } from '@aws-sdk/client-cloudformation';
import {
  DescribeLaunchTemplateVersionsCommand,
  DescribeSecurityGroupRulesCommand,
  DescribeSecurityGroupsCommand,
  type ResponseLaunchTemplateData,
} from '@aws-sdk/client-ec2';
import { DescribeServicesCommand, DescribeTaskDefinitionCommand } from '@aws-sdk/client-ecs';
import {
  DescribeListenersCommand,
  DescribeLoadBalancersCommand,
  DescribeTargetGroupsCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { type NameScope, securityGroupName } from '@bulkhead/naming';
import { type AwsClients } from '../aws-clients';

/** A deployed service in one region, as tests look at it: known when they run, not when they are defined. */
export interface DeployedService {
  readonly aws: () => AwsClients;
  /** Name of the environment. */
  readonly environment: string;
  /** What names in the region are made of. */
  readonly nameScope: () => NameScope;
  /** A value that was published in the region. */
  readonly output: (key: string) => string;
}

/** What is in front of the service, whatever it runs on. */
export function loadBalancingTests(rows: string, { aws, output }: DeployedService, healthPath: string): void {
  test(`${rows}: clients come by HTTPS with a TLS policy of 1.2 and 1.3, and by HTTP are sent there`, async () => {
    const { loadBalancing } = aws();
    const { LoadBalancers = [] } = await loadBalancing.send(new DescribeLoadBalancersCommand({}));
    const own = LoadBalancers.find(({ DNSName }) => DNSName === output('app-platform.loadBalancerDnsName'));
    const { Listeners = [] } = await loadBalancing.send(
      new DescribeListenersCommand({ LoadBalancerArn: own?.LoadBalancerArn }),
    );

    expect(own).toMatchObject({ Scheme: 'internet-facing', Type: 'application' });
    expect(Listeners.map(({ Port, Protocol }) => [Port, Protocol]).sort()).toEqual([
      [443, 'HTTPS'],
      [80, 'HTTP'],
    ]);
    expect(Listeners.find(({ Port }) => Port === 443)?.SslPolicy).toMatch(/^ELBSecurityPolicy-TLS13-1-2-/);
    expect(Listeners.find(({ Port }) => Port === 80)?.DefaultActions).toEqual([
      expect.objectContaining({
        Type: 'redirect',
        RedirectConfig: expect.objectContaining({ Protocol: 'HTTPS', StatusCode: 'HTTP_301' }),
      }),
    ]);
  });

  test(`${rows}: targets are asked at ${healthPath} whether they are healthy`, async () => {
    const { TargetGroups = [] } = await aws().loadBalancing.send(new DescribeTargetGroupsCommand({}));
    const own = TargetGroups.find(({ TargetGroupArn }) =>
      TargetGroupArn?.endsWith(output('app-platform.targetGroupFullName')),
    );

    expect(own).toMatchObject({ HealthCheckPath: healthPath, HealthCheckEnabled: true });
  });
}

/** Who reaches whom, and as what. */
export interface Access {
  /** Ways out of the VPC, or to its resolver: protocol and port. */
  readonly egress: readonly string[];
  /** Users of the database whose credentials a function rotates. */
  readonly rotated: readonly string[];
  /** Sids of the statements that are of every resource, because their actions know none. */
  readonly ofEverything: readonly string[];
}

/** That nobody reaches or may do more than that. */
export function accessTests(
  rows: string,
  { aws, output, environment, nameScope }: DeployedService,
  { egress, rotated, ofEverything }: Access,
): void {
  test(`${rows}: the database is reached by the group of the service and of its rotation, and by nobody else`, async () => {
    const { ec2 } = aws();
    const { SecurityGroups = [] } = await ec2.send(
      new DescribeSecurityGroupsCommand({
        Filters: [
          {
            Name: 'group-name',
            Values: rotated.map((user) => securityGroupName(nameScope(), 'rotation', user)),
          },
        ],
      }),
    );
    const groupIds = [
      output('app-platform.securityGroupId'),
      ...SecurityGroups.map(({ GroupId }) => GroupId),
    ];
    const { SecurityGroupRules = [] } = await ec2.send(
      new DescribeSecurityGroupRulesCommand({
        Filters: [{ Name: 'group-id', Values: [output('database.securityGroupId')] }],
      }),
    );
    const sources = SecurityGroupRules.filter(({ IsEgress }) => !IsEgress).map(
      ({ IpProtocol, FromPort, ToPort, ReferencedGroupInfo, CidrIpv4, CidrIpv6, PrefixListId }) => [
        `${IpProtocol} ${FromPort}-${ToPort}`,
        CidrIpv4 ?? CidrIpv6 ?? PrefixListId ?? ReferencedGroupInfo?.GroupId,
      ],
    );

    expect(groupIds).toHaveLength(1 + rotated.length);
    expect(sources.sort()).toEqual(groupIds.map((groupId) => ['tcp 5432-5432', groupId]).sort());
  });

  // The emulator keeps no rules for what goes out of a group of CloudFormation's, and no policy of its roles that could
  // be read: both are those of the template that it says it has deployed.
  test(`${rows}: the ways out of the service are those that are configured`, async () => {
    const rules = (await deployedResources(aws(), environment, 'AWS::EC2::SecurityGroup'))
      .filter(({ GroupName }) => String(GroupName).includes('-app-platform-service'))
      .flatMap(({ SecurityGroupEgress }) => SecurityGroupEgress as Record<string, unknown>[])
      .filter(({ CidrIp }) => CidrIp !== undefined);

    expect(
      rules.map(({ IpProtocol, FromPort }) => `${IpProtocol as string} ${FromPort as number}`).sort(),
    ).toEqual([...egress].sort());
  });

  test(`${rows}: whatever a role of the service may do is named, and never everything, nor of everything but what has no ARN`, async () => {
    const roles = await deployedResources(aws(), environment, 'AWS::IAM::Role');
    const statements = roles
      .flatMap(
        ({ Policies = [] }) => Policies as { PolicyDocument: { Statement: Record<string, unknown>[] } }[],
      )
      .flatMap(({ PolicyDocument }) => PolicyDocument.Statement);

    expect(statements.length).toBeGreaterThan(0);
    for (const { Sid, Action } of statements) {
      expect(Sid).toEqual(expect.any(String));
      expect([Action].flat()).not.toContain('*');
    }
    const wide = statements.filter(({ Resource }) => [Resource].flat().includes('*'));
    expect([...new Set(wide.map(({ Sid }) => Sid))].sort()).toEqual([...ofEverything].sort());
  });
}

/** A service of ECS that scales. */
export function ecsTests(rows: string, service: DeployedService): void {
  const { aws, environment, output } = service;

  // The emulator neither starts containers nor scales: what is left to scaling is shown by what the template does not say.
  test(`${rows}: there is a service, and a deploy leaves the number of its containers to scaling`, async () => {
    expect(await ecsServiceOf(service)).toMatchObject({ status: 'ACTIVE' });
    const [deployed] = await deployedResources(aws(), environment, 'AWS::ECS::Service');
    expect(deployed).toHaveProperty('TaskDefinition');
    expect(deployed).not.toHaveProperty('DesiredCount');
  });

  test(`${rows}: its container is of a pinned version, and reads its root file system only`, async () => {
    const container = await containerOf(service);

    expect(container).toMatchObject({ readonlyRootFilesystem: true });
    expect(container?.image).toMatch(/:\d+\.\d+\.\d+$|@sha256:/);
    expect(container?.secrets?.map(({ valueFrom }) => valueFrom)).toEqual(
      ['username', 'password'].map((key) => `${output('database.secretArn')}:${key}::`),
    );
  });
}

/** The file system and the cache of a service of ECS. */
export function sharedStoresTests(rows: string, service: DeployedService): void {
  const { aws, output, environment } = service;

  // The emulator's ECS forgets what a volume is of, so that this is what CloudFormation says it deployed.
  test(`${rows}: the tasks mount the file system over TLS, with IAM, through its access point`, async () => {
    const [task] = await deployedResources(aws(), environment, 'AWS::ECS::TaskDefinition');

    expect(task?.['Volumes']).toContainEqual({
      Name: 'shared',
      EFSVolumeConfiguration: {
        FilesystemId: { Ref: 'ConsumeFileSystemFileSystemId' },
        TransitEncryption: 'ENABLED',
        AuthorizationConfig: { AccessPointId: { Ref: 'ConsumeFileSystemAccessPointId' }, IAM: 'ENABLED' },
      },
    });
  });

  test(`${rows}: they are told where the cache is`, async () => {
    expect((await containerOf(service))?.environment).toEqual(
      expect.arrayContaining([expect.objectContaining({ value: output('cache.primaryEndpoint') })]),
    );
  });
}

/** The instances under a service: who may start how many, from what. */
export function instancesTests(
  rows: string,
  { aws, environment }: DeployedService,
  group: { readonly MinSize: number; readonly MaxSize: number; readonly DesiredCapacity?: number },
): void {
  test(`${rows}: instances are between ${group.MinSize} and ${group.MaxSize}, in service, in the private subnets`, async () => {
    const found = await groupOf(aws(), environment);

    expect(found).toMatchObject(group);
    expect(found?.Instances?.length).toBe(found?.DesiredCapacity);
    expect(found?.Instances?.length).toBeGreaterThanOrEqual(group.MinSize);
    for (const instance of found?.Instances ?? []) expect(instance.LifecycleState).toBe('InService');
    expect(found?.VPCZoneIdentifier?.split(',').length).toBeGreaterThan(1);
  });

  test(`${rows}: they answer to IMDSv2 only, and their volumes are under a key of ours`, async () => {
    const template = (await groupOf(aws(), environment))?.LaunchTemplate;
    const { LaunchTemplateVersions = [] } = await aws().ec2.send(
      new DescribeLaunchTemplateVersionsCommand({ LaunchTemplateId: template?.LaunchTemplateId }),
    );
    const data: ResponseLaunchTemplateData = LaunchTemplateVersions.at(-1)?.LaunchTemplateData ?? {};

    expect(data.MetadataOptions).toMatchObject({ HttpTokens: 'required' });
    expect(data.BlockDeviceMappings?.length).toBeGreaterThan(0);
    for (const { Ebs } of data.BlockDeviceMappings ?? []) {
      expect(Ebs).toMatchObject({ Encrypted: true });
      expect(Ebs?.KmsKeyId).toBeTruthy();
    }
    expect(Buffer.from(data.UserData ?? '', 'base64').toString()).toContain('set -euo pipefail');
    expect(data.KeyName).toBeUndefined();
  });
}

async function ecsServiceOf({ aws, output }: DeployedService) {
  const { services = [] } = await aws().ecs.send(
    new DescribeServicesCommand({
      cluster: output('app-platform.clusterName'),
      services: [output('app-platform.serviceName')],
    }),
  );
  return services[0];
}

/** The application's container, as the service starts it. */
async function containerOf(service: DeployedService) {
  const { taskDefinition } = await service
    .aws()
    .ecs.send(
      new DescribeTaskDefinitionCommand({ taskDefinition: (await ecsServiceOf(service))?.taskDefinition }),
    );
  return taskDefinition?.containerDefinitions?.[0];
}

async function groupOf({ autoScaling }: AwsClients, environment: string) {
  const { AutoScalingGroups = [] } = await autoScaling.send(new DescribeAutoScalingGroupsCommand({}));
  return AutoScalingGroups.find(({ AutoScalingGroupName }) =>
    AutoScalingGroupName?.startsWith(`bulkhead-${environment}-`),
  );
}

/** Properties of the resources of a type, in the template of the service that CloudFormation has. */
async function deployedResources({ cloudformation }: AwsClients, environment: string, type: string) {
  const { Stacks = [] } = await cloudformation.send(new DescribeStacksCommand({}));
  const own = Stacks.find(({ StackName }) =>
    StackName?.startsWith(`bulkhead-${environment}-app-platform-service`),
  );
  const { TemplateBody = '{}' } = await cloudformation.send(
    new GetTemplateCommand({ StackName: own?.StackName }),
  );
  const { Resources } = JSON.parse(TemplateBody) as {
    Resources: Record<string, { Type: string; Properties: Record<string, unknown> }>;
  };
  return Object.values(Resources).flatMap(({ Type, Properties }) => (Type === type ? [Properties] : []));
}
