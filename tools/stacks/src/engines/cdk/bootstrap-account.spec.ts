import { Refusal } from '@bulkhead/errors';
import { TestRefusal } from '../../test-aws/query-protocol';
import { testAws, useTestAws } from '../../test-aws/test-aws';
import { type TestStack } from '../../test-aws/test-stack';
import { bootstrapCdk, isBootstrapped } from './cdk-bootstrap';

useTestAws();

const regions = ['us-east-1', 'us-west-2'];
const account = '123456789012';
const lines: string[] = [];
const bootstrapping = (region: string) => bootstrapCdk(account, region, false, (line) => lines.push(line));
const stacksIn = (region: string) => testAws().in(region).cloudFormation;
const changes = (region: string) =>
  stacksIn(region).calls.filter((action) => /^(Create|Update|Delete|Execute)/.test(action));

beforeEach(() => void lines.splice(0));
// CDK's bootstrap uploads a long template to its assets bucket.
beforeEach(() => testAws().objects.all.splice(0));

/** A stack of somebody else with this name in a region. */
const foreign = (region: string, name: string, parameters: Record<string, string> = {}): TestStack =>
  stacksIn(region).left(name, (stack) => {
    const declared = Object.entries(parameters).map(([key, Default]) => [key, { Default }]);
    const Resources = { Theirs: { Type: 'AWS::SQS::Queue' } };
    stack.create(JSON.stringify({ Parameters: Object.fromEntries(declared), Resources }));
  });

test.each(regions)(
  'in %s, a first bootstrap uses a change set, is protected, and has its own key',
  async (region) => {
    expect(await isBootstrapped(region)).toBe(false);
    expect(await bootstrapping(region)).toBe('created');

    expect(await isBootstrapped(region)).toBe(true);
    const stack = stacksIn(region).stack('CDKToolkit');
    expect(stack).toMatchObject({ status: 'CREATE_COMPLETE', terminationProtection: true });
    expect(stack?.resources.map(({ logicalId }) => logicalId)).toContain('FileAssetsBucketEncryptionKey');
    expect(changes(region)).toEqual(expect.arrayContaining(['CreateChangeSet', 'ExecuteChangeSet']));
    expect(changes(region)).not.toContain('CreateStack');
    const other = regions.find((name) => name !== region) ?? '';
    expect(stacksIn(other).stacks).toEqual([]);
  },
);

test('a second bootstrap changes nothing', async () => {
  await bootstrapping('us-east-1');
  const before = changes('us-east-1').length;

  expect(await bootstrapping('us-east-1')).toBe('unchanged');
  expect(changes('us-east-1')).toHaveLength(before);
});

test('a bootstrap stack of an earlier version is updated', async () => {
  const stack = foreign('us-east-1', 'CDKToolkit', { Qualifier: 'hnb659fds' });

  expect(await bootstrapping('us-east-1')).toBe('updated');
  expect(stack.status).toBe('UPDATE_COMPLETE');
  expect(await isBootstrapped('us-east-1')).toBe(true);
});

test('a half-done bootstrap is removed and made anew', async () => {
  const { faults } = stacksIn('us-east-1');
  faults['DeploymentActionRole'] = { create: 'API: iam:CreateRole User is not authorized' };
  await expect(bootstrapping('us-east-1')).rejects.toMatchObject({
    code: 'CloudFormationFailed',
    message: expect.stringMatching(/DeploymentActionRole[^]*not authorized/),
  });
  const left = stacksIn('us-east-1').stack('CDKToolkit');
  expect(left?.status).toMatch(/^ROLLBACK_/);
  delete faults['DeploymentActionRole'];

  expect(await bootstrapping('us-east-1')).toBe('created');
  expect(left?.status).toBe('DELETE_COMPLETE');
  expect(await isBootstrapped('us-east-1')).toBe(true);
});

describe.each([
  ['of another qualifier', { Qualifier: 'acme' }],
  ['that is no bootstrap stack at all', {}],
])('beside a CDKToolkit %s', (_, parameters: Record<string, string>) => {
  test('the bootstrap stack takes a second name, and the other stack stays as it is', async () => {
    const theirs = foreign('us-east-1', 'CDKToolkit', parameters);
    const { body } = theirs;

    expect(await bootstrapping('us-east-1')).toBe('created');
    expect(theirs).toMatchObject({ status: 'CREATE_COMPLETE', body, terminationProtection: false });
    expect(theirs.resources).toHaveLength(1);
    expect(stacksIn('us-east-1').stack('CDKToolkit-hnb659fds')?.status).toBe('CREATE_COMPLETE');
    expect(await isBootstrapped('us-east-1')).toBe(true);
    expect(await bootstrapping('us-east-1')).toBe('unchanged');
  });
});

test('if other owners have both names, the bootstrap is refused and nothing is touched', async () => {
  for (const name of ['CDKToolkit', 'CDKToolkit-hnb659fds'])
    foreign('us-east-1', name, { Qualifier: 'acme' });
  const refusal = await bootstrapping('us-east-1').catch((error: unknown) => error);

  expect(refusal).toBeInstanceOf(Refusal);
  expect(refusal).toMatchObject({
    code: 'ForeignStack',
    message: expect.stringContaining('CDKToolkit (acme), CDKToolkit-hnb659fds (acme)'),
    next: `npx cdk bootstrap aws://${account}/us-east-1 --toolkit-stack-name CDKToolkit-bulkhead --qualifier hnb659fds`,
  });
  expect(changes('us-east-1')).toEqual([]);

  // The result of the printed command.
  const parameter = { attributes: { Value: '27' } };
  testAws().objects.put('AWS::SSM::Parameter', '/cdk-bootstrap/hnb659fds/version', parameter);
  expect(await bootstrapping('us-east-1')).toBe('made by a stack of another name');
});

test('a region that a stack of another name has bootstrapped is left as it is', async () => {
  const parameter = { attributes: { Value: '27' } };
  testAws().objects.put('AWS::SSM::Parameter', '/cdk-bootstrap/hnb659fds/version', parameter);

  expect(await bootstrapping('us-east-1')).toBe('made by a stack of another name');
  expect(changes('us-east-1')).toEqual([]);
});

test('a missing permission for change sets is reported, and nothing is started', async () => {
  stacksIn('us-west-2').refusals['CreateChangeSet'] = new TestRefusal('AccessDenied', 'not authorized', 403);

  await expect(bootstrapping('us-west-2')).rejects.toMatchObject({
    code: 'CloudFormationFailed',
    message: expect.stringMatching(
      /the CDK bootstrap stack in us-west-2[^]*not authorized[^]*Nothing was begun/,
    ),
  });
});
