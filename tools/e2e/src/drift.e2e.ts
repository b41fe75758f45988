import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DeleteTrailCommand } from '@aws-sdk/client-cloudtrail';
import { PutRetentionPolicyCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  DescribeConfigurationRecordersCommand,
  StopConfigurationRecorderCommand,
} from '@aws-sdk/client-config-service';
import {
  CreateTagsCommand,
  DeleteRouteCommand,
  DescribeRouteTablesCommand,
  DescribeTagsCommand,
} from '@aws-sdk/client-ec2';
import { ListDetectorsCommand, UpdateDetectorCommand } from '@aws-sdk/client-guardduty';
import {
  DeleteBucketCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  ListObjectVersionsCommand,
} from '@aws-sdk/client-s3';
import { PutParameterCommand } from '@aws-sdk/client-ssm';
import { parseEnvironment } from '@bulkhead/config';
import { type AwsClients } from './aws-clients';
import { type DriftedStack } from './drifted-stack';
import { outcomesIn } from './preset-deployment';
import { auditTests, monitoringTests, trailTests } from './rows/observability';
import { withCopy } from './with-copy';
import { type Outcome, type WorkspaceCopy } from '@bulkhead/workspace-copy';

/** The network, deployed, changed behind Terraform's back, found out and mended. The tests build on each other. */
let copy: WorkspaceCopy;
let aws: AwsClients;

withCopy((...opened) => ([copy, aws] = opened));

const drift = (args = '') => copy.nx(`run-many -t drift -c local${args}`);

const report = () =>
  JSON.parse(copy.read('dist/drift/local.json')) as { drifted: boolean; stacks: DriftedStack[] };
const statuses = () => Object.fromEntries(report().stacks.map(({ app, status }) => [app, status]));

/** Content of the network's state, serial and all, as the backend has it. */
async function state(): Promise<string> {
  const { terraform } = JSON.parse(copy.read('dist/synth/local/primary/network/vpc/cdk.tf.json')) as {
    terraform: { backend: { s3: { bucket: string; key: string } } };
  };
  const { bucket: Bucket, key: Key } = terraform.backend.s3;
  const { Body } = await aws.s3.send(new GetObjectCommand({ Bucket, Key }));
  return (await Body?.transformToString()) ?? '';
}

test('before anything is deployed there is nothing to compare, and that is said', async () => {
  const { code, text } = await drift();

  expect(text).toContain('network/vpc@primary  not-deployed: never deployed');
  expect(statuses()).toEqual({
    'app-platform': 'not-deployed',
    database: 'not-deployed',
    network: 'not-deployed',
  });
  expect(code).toBe(0);
});

test('right after a deploy nothing has drifted, whatever AWS has filled in since', async () => {
  await copy.succeed('run network:deploy -c local');
  const { code, text } = await drift();

  expect(text).toMatch(/network\/vpc@primary {2}in-sync: no drift in \d+ resources/);
  expect(copy.outcomes()['network/vpc']).toBe('done');
  expect(report()).toMatchObject({ drifted: false });
  expect(code).toBe(0);
});

test('what Terraform worked with is for its owner alone, and its plan is gone', () => {
  const modeOf = (path: string) => (statSync(join(copy.directory, path)).mode & 0o777).toString(8);
  const folders = ['terraform', 'terraform-drift'].map((kind) => `dist/${kind}/local/primary/network/vpc`);

  expect(folders.map(modeOf)).toEqual(['700', '700']);
  expect(modeOf(`${folders[0]}/apply.jsonl`)).toBe('600');
  expect(existsSync(join(copy.directory, `${folders[1]}/plan.bin`))).toBe(false);
  expect(readdirSync(join(copy.directory, 'dist/passing'))).toEqual([]);
});

describe('after somebody has changed a tag, a published value, a log and a route', () => {
  let vpcId: string;
  let before: string;
  let found: Outcome;

  beforeAll(async () => {
    vpcId = copy.outputs()['network.vpcId'] as string;
    await aws.ec2.send(
      new CreateTagsCommand({ Resources: [vpcId], Tags: [{ Key: 'Owner', Value: 'mallory' }] }),
    );
    await aws.ssm.send(
      new PutParameterCommand({ Name: '/bulkhead/local/network/vpcId', Value: 'vpc-0bad', Overwrite: true }),
    );
    await aws.logs.send(
      new PutRetentionPolicyCommand({
        logGroupName: '/bulkhead/local/network/flow-logs',
        retentionInDays: 1,
      }),
    );
    await deleteRouteToInternet();
    before = await state();
    found = await drift(' --json');
  });

  async function deleteRouteToInternet(): Promise<void> {
    const { RouteTables = [] } = await aws.ec2.send(new DescribeRouteTablesCommand({}));
    const table = RouteTables.find(({ Routes = [] }) =>
      Routes.some(({ GatewayId }) => GatewayId?.startsWith('igw-')),
    );
    await aws.ec2.send(
      new DeleteRouteCommand({ RouteTableId: table?.RouteTableId, DestinationCidrBlock: '0.0.0.0/0' }),
    );
  }

  test('the command fails, and the report of the run says which stack', () => {
    expect(found.code).not.toBe(0);
    expect(copy.outcomes()).toEqual({
      'app-platform/service': 'done',
      'database/relational': 'done',
      'network/vpc': 'drifted',
    });
  });

  test('people read which resource, which attribute, what was expected and what is there', () => {
    for (const line of [
      'network/vpc@primary  drifted: 3 changed, 1 deleted of',
      `(aws_vpc ${vpcId})\n      tags_all.Owner: expected nothing, actual "mallory"`,
      `(aws_ssm_parameter /bulkhead/local/network/vpcId)\n      insecure_value: expected "${vpcId}", actual "vpc-0bad"`,
      '(aws_cloudwatch_log_group /bulkhead/local/network/flow-logs)\n      retention_in_days: expected 365, actual 1',
      'next: npx nx run network:drift -c local --stack=vpc --role=primary --revert',
    ])
      expect(found.text).toContain(line);
    expect(found.text).toMatch(
      / {2}- aws_route\.network_public-routing_to-internet_\w+ \(aws_route \S+\) is gone/,
    );
  });

  test('programs read the same, from the one line of JSON and from the file', () => {
    const documents = found.text.split('\n').filter((line) => line.startsWith('{'));
    const network = report().stacks.find(({ app }) => app === 'network');

    expect(documents.map((line) => JSON.parse(line) as object)).toEqual([report()]);
    expect(network).toMatchObject({ status: 'drifted' });
    expect(network?.resources).toHaveLength(4);
    expect(network?.resources).toContainEqual({
      kind: 'changed',
      resource: expect.stringMatching(/^aws_vpc\.network_vpc_/),
      physicalId: vpcId,
      type: 'aws_vpc',
      attributes: [{ path: 'tags_all.Owner', expected: null, actual: 'mallory' }],
    });
  });

  test('to look has changed nothing: the state is what it was, to its serial', async () => {
    expect(await state()).toBe(before);
    expect(JSON.parse(before)).toMatchObject({ serial: expect.any(Number) });
  });

  test('the printed command puts everything back, and the report says what was found and what became of it', async () => {
    const printed = /next: npx nx (run network:drift .* --revert)$/m.exec(found.text)?.[1] ?? '';
    const { code, text } = await copy.nx(printed);
    const network = report().stacks.find(({ app }) => app === 'network');

    expect([code, code === 0 ? '' : text]).toEqual([0, '']);
    expect(text).toMatch(/network\/vpc@primary {2}in-sync/);
    expect(copy.outcomes()).toEqual({ 'network/vpc': 'done' });
    expect(report()).toMatchObject({ drifted: false });
    expect(network).toMatchObject({ status: 'drifted', revert: { outcome: 'reverted' } });
    expect(network?.resources.map(({ kind, became }) => [kind, became]).sort()).toEqual([
      ['changed', 'reverted'],
      ['changed', 'reverted'],
      ['changed', 'reverted'],
      ['deleted', 'reverted'],
    ]);
  });

  test('to put back is refused where the code of today is not what is deployed: nothing is touched', async () => {
    await aws.ec2.send(
      new CreateTagsCommand({ Resources: [vpcId], Tags: [{ Key: 'Owner', Value: 'mallory' }] }),
    );
    const file = 'libs/config/src/apps/network/presets.ts';
    copy.edit(file, 'natGateways: 1, flowLogRetentionDays: 365', 'natGateways: 1, flowLogRetentionDays: 400');
    const { code, text } = await copy.nx('run network:drift -c local --revert');
    copy.edit(file, 'flowLogRetentionDays: 400', 'flowLogRetentionDays: 365');
    await copy.succeed('run bulkhead:build');

    expect(text).toMatch(/network\/vpc@primary {2}drifted: 1 changed/);
    expect(text).toContain('cdk.tf.json differs');
    expect(text).toContain('(NotAsDeployed)');
    expect(copy.outcomes()).toEqual({ 'network/vpc': 'refused' });
    expect(code).not.toBe(0);
    const { Tags } = await aws.ec2.send(
      new DescribeTagsCommand({ Filters: [{ Name: 'resource-id', Values: [vpcId] }] }),
    );
    expect(Tags).toContainEqual(expect.objectContaining({ Key: 'Owner', Value: 'mallory' }));
  });
});

describe('an environment that is watched and audited, with nothing but a network', () => {
  const watched = {
    name: 'watched',
    preset: 'saas',
    account: '123456789012',
    target: 'emulator',
    protected: false,
    apps: { 'app-platform': null, database: null },
  };
  const environment = parseEnvironment(watched, 'watched.json');
  const deployed = {
    aws: () => aws,
    nameScope: () => ({
      environment: watched.name,
      region: environment.regions.primary.name,
      account: watched.account,
    }),
    output: (key: string) => copy.outputs(watched.name)[key] as string,
  };
  const ofWatched = (verb: string) =>
    copy.nx(`run-many -t ${verb} -p network,observability --environment=watched.json`);
  const audit = () =>
    (JSON.parse(copy.read('dist/drift/watched.json')) as { stacks: DriftedStack[] }).stacks.find(
      ({ stack }) => stack === 'audit',
    );

  beforeAll(async () => {
    copy.write('watched.json', JSON.stringify(watched));
    const run = await ofWatched('deploy');

    expect([run.code, run.code === 0 ? '' : run.text]).toEqual([0, '']);
    expect(outcomesIn(run)).toEqual({
      'network/vpc@primary': 'deployed',
      'observability/audit@primary': 'deployed',
      'observability/monitoring@primary': 'deployed',
    });
  });

  monitoringTests('P1.8, P2.6', deployed);
  trailTests('P1.10, P2.7', deployed);
  auditTests('P2.8, P3.5', deployed);

  test('nothing of it has drifted', async () => {
    const { code, text } = await ofWatched('drift');

    expect([code, code === 0 ? '' : text]).toEqual([0, '']);
    expect(audit()).toMatchObject({ status: 'in-sync' });
  });

  test('P2.8: a recorder and a detector that somebody stops, and a trail and its bucket that are gone, are found', async () => {
    const { DetectorIds: [DetectorId] = [] } = await aws.guardDuty.send(new ListDetectorsCommand({}));
    await aws.guardDuty.send(new UpdateDetectorCommand({ DetectorId, Enable: false }));
    await aws.config.send(
      new StopConfigurationRecorderCommand({
        ConfigurationRecorderName: await recorderName(),
      }),
    );
    await aws.cloudtrail.send(
      new DeleteTrailCommand({ Name: deployed.output('audit-trail.trailArn').split('/').at(-1) }),
    );
    await deleteBucket(deployed.output('audit-bucket.bucketName'));
    const { code } = await ofWatched('drift');

    expect(code).not.toBe(0);
    expect(audit()).toMatchObject({ status: 'drifted' });
    expect(audit()?.resources.map(({ kind, type }) => [kind, type])).toEqual(
      expect.arrayContaining([
        ['deleted', 'aws_cloudtrail'],
        ['changed', 'aws_config_configuration_recorder_status'],
        ['changed', 'aws_guardduty_detector'],
        ['deleted', 'aws_s3_bucket'],
      ]),
    );
  });

  async function recorderName(): Promise<string | undefined> {
    const { ConfigurationRecorders = [] } = await aws.config.send(
      new DescribeConfigurationRecordersCommand({}),
    );
    return ConfigurationRecorders[0]?.name;
  }

  async function deleteBucket(Bucket: string): Promise<void> {
    const { Versions = [], DeleteMarkers = [] } = await aws.s3.send(
      new ListObjectVersionsCommand({ Bucket }),
    );
    const Objects = [...Versions, ...DeleteMarkers].map(({ Key, VersionId }) => ({ Key, VersionId }));
    if (Objects.length > 0)
      await aws.s3.send(
        new DeleteObjectsCommand({ Bucket, Delete: { Objects }, BypassGovernanceRetention: true }),
      );
    await aws.s3.send(new DeleteBucketCommand({ Bucket }));
  }
});
