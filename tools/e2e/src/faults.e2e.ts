import { AwsClients } from './aws-clients';
import { countInTemplates, resourceKinds } from './deployed-resources';
import { emulatorPlanDifferences } from './emulator-plan-differences';
import { disturb, refuse } from './fault';
import { FaultProxy } from './fault-proxy';
import { planDifferences } from './terraform-plan';
import { WorkspaceCopy } from '@bulkhead/workspace-copy';

/**
 * A deploy of the platform through an AWS that throttles, fails or drops three calls in ten, and that first denies one
 * for good. The tests build on each other.
 */
let copy: WorkspaceCopy;
let proxy: FaultProxy;
let aws: AwsClients;

beforeAll(async () => {
  copy = await WorkspaceCopy.create();
  await copy.succeed('run emulator:start');
  proxy = await FaultProxy.start(copy.endpoint, 20_261_124);
  aws = new AwsClients(copy.endpoint);
});
afterAll(async () => {
  aws?.destroy();
  await proxy?.close();
  await copy?.dispose();
});

const disturbance = disturb(0.3);
const deploy = () =>
  copy.nx('run-many -t deploy -c local', { variables: { AWS_ENDPOINT_URL: proxy.endpoint } });
/** Share of the calls that did not reach the emulator. */
const shareFailed = () => proxy.calls.filter(({ fate }) => fate !== 'passed').length / proxy.calls.length;

test('a permanent error ends its stack at the first call, with what AWS said of which resource', async () => {
  const message =
    'User: arn:aws:iam::123456789012:user/ada is not authorized to perform: rds:CreateDBCluster on resource: arn:aws:rds:us-east-1:123456789012:cluster:bulkhead-local-relational';
  proxy.inject(refuse('rds', 'CreateDBCluster', { status: 403, code: 'AccessDenied', message }), disturbance);
  const { code, text } = await deploy();

  expect(code).toBe(1);
  // Neither by the provider nor by running the engine again, as other calls of the stack may have been.
  expect(proxy.count('rds', 'CreateDBCluster')).toBe(1);
  // The network finished, through the faults; what waits for the database was left alone.
  expect(copy.outcomes()).toEqual({
    'network/vpc': 'deployed',
    'database/relational': 'failed',
    'app-platform/service': 'skipped',
  });
  const failed = copy.report().find(({ stack }) => stack === 'relational');
  expect(failed?.reason).toContain(`api error AccessDenied: ${message}`);
  expect(failed?.reason).toMatch(/^aws_rds_cluster\.\S+: creating RDS Cluster/m);
  expect(text).toContain(message);
});

test('once it is allowed, the next run deploys what failed and what was skipped, though 30 % of the calls fail', async () => {
  proxy.inject(disturbance);
  const { code } = await deploy();

  expect(copy.outcomes()).toEqual({
    'network/vpc': 'unchanged',
    'database/relational': 'deployed',
    'app-platform/service': 'deployed',
  });
  expect(code).toBe(0);
});

test('the faults were there: calls of every kind were failed in every way', () => {
  const fates = new Set(proxy.calls.map(({ fate }) => fate));
  const disturbed = new Set(
    proxy.calls.filter(({ fate }) => fate !== 'passed').map(({ service }) => service),
  );

  expect([...fates]).toEqual(expect.arrayContaining(['passed', 'reset', 400, 500, 503]));
  expect([...disturbed]).toEqual(expect.arrayContaining(['ec2', 'ssm', 's3', 'rds', 'cloudformation']));
  expect(shareFailed()).toBeGreaterThan(0.2);
  expect(shareFailed()).toBeLessThan(0.4);
});

test.each(resourceKinds)('as undisturbed, there are as many $name as in the templates', async (kind) => {
  const wanted = countInTemplates(copy, kind.types);

  expect(wanted).toBeGreaterThan(0);
  expect(await kind.count(aws)).toBe(wanted);
});

test.each([
  ['network', 'vpc'],
  ['database', 'relational'],
])('as undisturbed, the plan of %s/%s has nothing left to do', async (app, stack) => {
  const known = emulatorPlanDifferences.map(({ type, attribute }) => `update ${type}.${attribute}`);
  const found = (await planDifferences(copy, app, stack)).map(
    ({ type, attribute, actions }) => `${actions} ${type}.${attribute}`,
  );

  expect(found.filter((difference) => !known.includes(difference))).toEqual([]);
});
