import { type AwsClients } from './aws-clients';
import { disturb, refuse } from './fault';
import { FaultProxy } from './fault-proxy';
import { type Inventory, inventory } from './inventory';
import { countInTemplates, resourceKinds } from './template-counts';
import { unexplainedDifferences } from './terraform-plan';
import { withCopy } from './with-copy';
import { type WorkspaceCopy } from '@bulkhead/workspace-copy';

/**
 * A deploy of the platform through an AWS that throttles, fails or drops three calls in ten, and that first denies one
 * for good. The tests build on each other.
 */
let copy: WorkspaceCopy;
let proxy: FaultProxy;
let aws: AwsClients;

withCopy(async (...opened) => {
  [copy, aws] = opened;
  await copy.succeed('run emulator:start');
  proxy = await FaultProxy.start(copy.endpoint, 20_261_124);
});
afterAll(() => proxy?.close());

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

  expect(copy.failures()).toEqual({});
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

describe('as undisturbed', () => {
  let found: Inventory;
  beforeAll(async () => {
    found = await inventory(aws);
  });

  test.each(resourceKinds)('there are as many $name as in the templates', (kind) => {
    const wanted = countInTemplates(copy, kind.types);

    expect(wanted).toBeGreaterThan(0);
    expect(kind.count(found)).toBe(wanted);
  });
});

test.each([
  ['network', 'vpc'],
  ['database', 'relational'],
])('as undisturbed, the plan of %s/%s has nothing left to do', async (app, stack) => {
  expect(await unexplainedDifferences(copy, app, stack)).toEqual([]);
});
