import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnvironment } from '@bulkhead/config';
import { type ParameterUse } from '@bulkhead/stack';
import { snapshotFile } from '../app-folders/app-folders';
import { recordingOutput } from '../run/recording-output';
import { type Run } from '../run/run';
import { testFolder } from '../test-folder';
import { testInstance } from '../workspace/test-instances';
import { checkContracts, type ContractsOptions } from './contracts';
import { synthesizeAll } from '../run/synthesize-all';

jest.mock('../run/synthesize-all', () => ({
  ...jest.requireActual<object>('../run/synthesize-all'),
  synthesizeAll: jest.fn(),
}));

const environment = parseEnvironment({ name: 'qa', preset: 'saas', account: '123456789012' }, 'qa.json');
const network = testInstance('network/vpc@primary');
const database = testInstance('database/relational@primary');
const use = (key: string, pattern: string): ParameterUse => ({
  contract: 'network',
  key,
  path: `/bulkhead/qa/network/${key}`,
  kind: 'string',
  pattern,
});

/** Checks stacks that publish and read these parameters. Returns the output. */
async function check(
  workspaceRoot: string,
  publishes: ParameterUse[],
  consumes: ParameterUse[],
  options: ContractsOptions = {},
): Promise<string> {
  const output = recordingOutput();
  const run = {
    workspaceRoot,
    environment,
    selected: [network, database],
    output,
  } as Partial<Run> as Run;
  jest.mocked(synthesizeAll).mockResolvedValue(
    new Map([
      [network, { ...network, publishes, consumes: [] }],
      [database, { ...database, publishes: [], consumes }],
    ]) as never,
  );
  await checkContracts([run], options);
  return output.lines.join('\n');
}

const vpcId = use('vpcId', '^vpc$');
const cidr = use('vpcCidr', '^10$');
const arn = use('vpcArn', '^arn$');
const snapshot = (root: string) => readFileSync(join(root, snapshotFile), 'utf8');

/** A workspace whose snapshot has a parameter that is read. */
async function committed(): Promise<string> {
  const root = testFolder({ 'libs/contracts/package.json': {} });
  await check(root, [vpcId], [vpcId], { update: true });
  return root;
}

test('a repository that agrees with the snapshot prints nothing', async () => {
  expect(await check(await committed(), [vpcId], [vpcId])).toBe('');
});

test('a new parameter has to be added to the snapshot, which says what is protected', async () => {
  const root = await committed();
  const before = snapshot(root);

  await expect(check(root, [vpcId, cidr], [vpcId])).rejects.toMatchObject({
    code: 'StaleSnapshot',
    next: expect.stringContaining('npx nx run bulkhead:update-contracts'),
  });
  expect(snapshot(root)).toBe(before);
  const said = await check(root, [vpcId, cidr], [vpcId], { update: true });
  expect(said).toContain('Published for readers to come: network.vpcCidr');
  // Whom it was said to has committed it.
  expect(await check(root, [vpcId, cidr, arn], [vpcId], { update: true })).toMatch(
    /^Published for readers to come: network\.vpcArn$/m,
  );
  expect(snapshot(root)).toContain('/bulkhead/qa/network/vpcCidr');
});

test.each<[string, ParameterUse[], ParameterUse[]]>([
  ['is gone, with its reader', [], []],
  ['has another pattern', [use('vpcId', '^id$')], [use('vpcId', '^id$')]],
])(
  'a parameter that is read and %s is refused with the way to do it, with or without update',
  async (_, ...now) => {
    const root = await committed();
    const before = snapshot(root);

    for (const update of [false, true]) {
      await expect(check(root, ...now, { update })).rejects.toMatchObject({
        code: 'ContractBreak',
        message: expect.stringMatching(
          /qa: \S+vpcId [^]*database\/relational[^]*Expand[^]*Migrate[^]*Contract/,
        ),
      });
    }
    expect(snapshot(root)).toBe(before);
    await check(root, ...now, { update: true, acceptBreaks: true });
    expect(snapshot(root)).not.toBe(before);
  },
);

test('stacks that do not fit each other are refused, whatever the snapshot says', async () => {
  const root = testFolder({ 'libs/contracts/package.json': {} });

  await expect(check(root, [], [vpcId], { update: true })).rejects.toMatchObject({
    code: 'UnfitContracts',
    message: expect.stringContaining('qa: database/relational@primary reads /bulkhead/qa/network/vpcId'),
  });
  expect(existsSync(join(root, snapshotFile))).toBe(false);
});

test('the reason why a stack cannot be synthesized is printed', async () => {
  const output = recordingOutput();
  const run = {
    workspaceRoot: testFolder(),
    environment,
    selected: [network],
    output,
  } as Partial<Run> as Run;
  jest.mocked(synthesizeAll).mockResolvedValue(new Map([[network, new RangeError('no zones')]]));

  await expect(checkContracts([run], {})).rejects.toThrow('no zones');
});

test('a repository without environments has nothing to check', async () => {
  await expect(checkContracts([], {})).rejects.toThrow('The repository has no environments.');
});

test('a written snapshot is announced, with the file', async () => {
  const root = testFolder({ 'libs/contracts/package.json': {} });

  expect(await check(root, [vpcId], [vpcId], { update: true })).toBe(
    `${snapshotFile} was written; commit it.`,
  );
  expect(await check(root, [vpcId], [vpcId], { update: true })).toBe('');
});

test('the remedy for stacks that do not fit, or that would be broken, is printed', async () => {
  const root = await committed();

  await expect(check(root, [], [vpcId])).rejects.toMatchObject({
    next: expect.stringMatching(
      /^correct what they publish or consume.* a publisher needs the regions of its readers/,
    ),
  });
  await expect(check(root, [], [])).rejects.toMatchObject({
    next: expect.stringContaining('npx nx run bulkhead:update-contracts --acceptBreaks'),
  });
});
