import { Refusal } from '@bulkhead/errors';
import { existsSync, readFileSync, utimesSync } from 'node:fs';
import { hostname, userInfo } from 'node:os';
import { join } from 'node:path';
import { parseEnvironment } from '@bulkhead/config';
import { identifyProcess } from '@bulkhead/emulator';
import { type Synthesized } from '../../synthesis/synthesize';
import { fakeProgram, testFolder, writeFiles } from '../../test-folder';
import { testInstance } from '../../workspace/test-instances';
import { type EngineRequest } from '../engine';
import { applyConfiguration } from './apply-configuration';
import { applyFiles } from './apply-files';
import { adoptUnrecorded } from './recovery/adopt-unrecorded';

jest.mock('./recovery/adopt-unrecorded', () => ({ adoptUnrecorded: jest.fn() }));
const adopting = jest.mocked(adoptUnrecorded);
beforeEach(() => adopting.mockReset().mockResolvedValue({ adopted: 0, kept: 0 }));

const directory = 'dist/terraform/qa/primary/network/vpc';
const settings = ['BULKHEAD_TERRAFORM', 'BULKHEAD_PROVIDER_MIRROR'] as const;
const before = settings.map((name) => process.env[name]);
afterEach(() =>
  settings.forEach((name, index) => {
    if (before[index] === undefined) delete process.env[name];
    else process.env[name] = before[index];
  }),
);

const said = (message: object) => `echo '${JSON.stringify(message)}'`;
const done = (address: string, action: string) =>
  said({
    type: 'apply_complete',
    '@message': `${address}: done`,
    hook: { resource: { addr: address }, action },
  });
const applied = [
  done('aws_vpc.a', 'create'),
  done('aws_subnet.a', 'create'),
  done('aws_kms_key.a', 'update'),
].join('; ');
const lockedBy = (who: string, created: string) =>
  said({
    type: 'diagnostic',
    diagnostic: {
      severity: 'error',
      summary: 'Error acquiring the state lock',
      detail: `Lock Info:\\n  ID:        4711\\n  Operation: OperationTypeApply\\n  Who:       ${who}\\n  Created:   ${created}\\n`,
    },
  });
const me = `${userInfo().username}@${hostname()}`;
const now = () => `${new Date().toISOString().replace('T', ' ').replace('Z', '')} +0000 UTC`;

/** A request for `network/vpc`, and a script that plays Terraform and writes its calls to `asked`. */
function requesting(apply: string): {
  request: EngineRequest;
  root: string;
  asked: () => string[];
  lines: string[];
} {
  const root = testFolder({
    'synth/cdk.tf.json': { terraform: { backend: { s3: {} } } },
    'synth/.terraform.lock.hcl': 'version = "5.100.0"',
  });
  const log = join(root, 'asked');
  process.env['BULKHEAD_PROVIDER_MIRROR'] = '/none';
  process.env['BULKHEAD_TERRAFORM'] = fakeProgram(
    'terraform',
    `echo "$1" >>${log}
     case "$1" in
       version) echo '{"terraform_version": "1.11.4"}' ;;
       init) mkdir -p .terraform ;;
       force-unlock) echo "$3" >unlocked ;;
       *) ${apply} ;;
     esac`,
  );
  const lines: string[] = [];
  return {
    root,
    lines,
    asked: () =>
      readFileSync(log, 'utf8')
        .trim()
        .split('\n')
        .filter((word) => !['version', 'init'].includes(word)),
    request: {
      workspaceRoot: root,
      environment: parseEnvironment({ name: 'qa', preset: 'saas', account: '123456789012' }, 'qa.json'),
      instance: testInstance('network/vpc@primary'),
      synthesized: { directory: join(root, 'synth') } as Synthesized,
      signal: new AbortController().signal,
      unfinished: false,
      progress: (line) => lines.push(line),
    },
  };
}

/** The files of a killed Terraform: a pid that no process has now, and no exit code. */
const killed = (startedAt = new Date().toISOString()) => ({
  [`${directory}/${applyFiles.process}`]: { pid: 2 ** 30, group: 2 ** 30, startMark: 'long ago', startedAt },
});

test('touched resources are counted, and the exit code of the apply is kept', async () => {
  const { request, root, asked } = requesting(applied);

  expect(await applyConfiguration(request, 'apply')).toEqual({ added: 2, changed: 1, destroyed: 0 });
  expect(asked()).toEqual(['apply']);
  expect(readFileSync(join(root, directory, applyFiles.exit), 'utf8')).toBe('0\n');
});

test('an errored state of an earlier apply is written before the plan', async () => {
  const { request, root, asked } = requesting(applied);
  const state = { version: 4, lineage: 'a', serial: 7, resources: [] };
  writeFiles(root, { [`${directory}/errored.tfstate`]: state });
  const local = { ...request.environment, terraformState: { type: 'local' as const } };
  await applyConfiguration({ ...request, environment: local }, 'apply');

  expect(asked()).toEqual(['state', 'apply']);
});

test('a failed apply reports the resources that it touched', async () => {
  const { request } = requesting(`${done('aws_vpc.a', 'create')}; echo 'api error Throttling'; exit 1`);

  await expect(applyConfiguration(request, 'apply')).rejects.toMatchObject({
    code: 'TerraformFailed',
    kind: 'throttling',
    next: expect.stringContaining('run the same command again'),
    touched: { added: 1, changed: 0, destroyed: 0 },
  });
});

test('the lock that a killed Terraform left is given back, and the apply runs again', async () => {
  const { request, root, asked, lines } = requesting(
    `if [ -e unlocked ]; then ${applied}; else ${lockedBy(me, now())}; exit 1; fi`,
  );
  writeFiles(root, killed());

  expect(await applyConfiguration(request, 'apply')).toMatchObject({ added: 2 });
  expect(asked()).toEqual(['apply', 'force-unlock', 'apply']);
  expect(readFileSync(join(root, directory, 'unlocked'), 'utf8')).toBe('4711\n');
  expect(lines).toContainEqual(
    expect.stringContaining('gives back the lock on the state that a killed Terraform left'),
  );
});

/** The files of a Terraform that worked for a minute, until half a minute ago, and failed. */
function ended(root: string): void {
  const startedAt = new Date(Date.now() - 90_000);
  const exit = join(root, directory, applyFiles.exit);
  writeFiles(root, {
    ...killed(startedAt.toISOString()),
    [`${directory}/${applyFiles.exit}`]: '1\n',
  });
  utimesSync(exit, new Date(), new Date(Date.now() - 30_000));
}
const ago = (seconds: number) =>
  `${new Date(Date.now() - seconds * 1_000).toISOString().replace('T', ' ').replace('Z', '')} +0000 UTC`;

test('the lock of a Terraform that never learned that it had the lock is given back', async () => {
  const { request, root, asked, lines } = requesting(
    `if [ -e unlocked ]; then ${applied}; else ${lockedBy(me, ago(80))}; exit 1; fi`,
  );
  ended(root);

  expect(await applyConfiguration(request, 'apply')).toMatchObject({ added: 2 });
  expect(asked()).toEqual(['apply', 'force-unlock', 'apply']);
  expect(lines).toContainEqual(
    expect.stringContaining('gives back the lock on the state that a finished Terraform left'),
  );
});

/** The note of a recovery call that worked for a minute, until half a minute ago, and failed. */
const recovered = () => note({ pid: 2 ** 30, startedAt: Date.now() - 90_000, endedAt: Date.now() - 30_000 });
const note = (over: object) => ({
  [`${directory}/locking-calls/1-a.OperationTypePlan.json`]: {
    startMark: 'long ago',
    operation: 'OperationTypePlan',
    ...over,
  },
});
/** The note of a recovery call that started a minute and a half ago and was killed with its tool. */
const killedRecovery = (over: object = {}) =>
  note({ pid: 2 ** 30, startedAt: Date.now() - 90_000, operation: 'OperationTypeApply', ...over });

test.each([
  ['of a recovery that never learned that it had the lock', recovered],
  ['of a recovery that was killed with its tool', killedRecovery],
])('the lock %s is given back, whatever the apply before it left', async (_, left) => {
  const { request, root, asked } = requesting(
    `if [ -e unlocked ]; then ${applied}; else ${lockedBy(me, ago(80))}; exit 1; fi`,
  );
  writeFiles(root, left());

  expect(await applyConfiguration(request, 'apply')).toMatchObject({ added: 2 });
  expect(asked()).toEqual(['apply', 'force-unlock', 'apply']);
});

test.each([
  ['after it had ended', me, 20, recovered],
  ['before it was started', me, 100, recovered],
  ['by somebody else', 'mallory@elsewhere', 80, recovered],
  ['by somebody else while it was at work', 'mallory@elsewhere', 80, killedRecovery],
  ['long after it was killed', me, 5, killedRecovery],
  ['for something else', me, 80, () => killedRecovery({ operation: 'untaint' })],
  ['under another id', me, 80, () => killedRecovery({ lock: '4712' })],
])('a lock that was taken %s does not belong to the recovery', async (_, who, seconds, left) => {
  const { request, root, asked } = requesting(`${lockedBy(who, ago(seconds))}; exit 1`);
  writeFiles(root, left());

  await expect(applyConfiguration(request, 'apply')).rejects.toMatchObject({ code: 'StateLocked' });
  expect(asked()).toEqual(['apply']);
});

test('the lock of a running recovery is left alone', async () => {
  const { request, root, asked } = requesting(`${lockedBy(me, ago(80))}; exit 1`);
  const identity = await identifyProcess(process.pid);
  writeFiles(root, killedRecovery({ ...identity }));

  await expect(applyConfiguration(request, 'apply')).rejects.toMatchObject({ code: 'StateLocked' });
  expect(asked()).toEqual(['apply']);
});

test.each([
  ['after it had ended', 20],
  ['before it was started', 100],
])('a lock that was taken %s does not belong to the last Terraform', async (_, seconds) => {
  const { request, root, asked } = requesting(`${lockedBy(me, ago(seconds))}; exit 1`);
  ended(root);

  await expect(applyConfiguration(request, 'apply')).rejects.toMatchObject({ code: 'StateLocked' });
  expect(asked()).toEqual(['apply']);
});

test.each([
  ['the last deploy did not finish', true, {}, 1],
  ['a Terraform was killed, whatever the record says', false, killed(), 1],
  ['the last deploy ended well', false, {}, 0],
])('the search for unrecorded objects before the apply if %s', async (_, unfinished, left, times) => {
  const { request, root, asked } = requesting(applied);
  writeFiles(root, left);
  adopting.mockImplementationOnce(async () => {
    expect(asked()).toEqual([]);
    return { adopted: 1, kept: 0 };
  });
  await applyConfiguration({ ...request, unfinished }, 'apply');

  expect(adopting).toHaveBeenCalledTimes(times);
  expect(asked()).toEqual(['apply']);
});

describe('an apply that is told that an object already exists', () => {
  const refused = said({
    type: 'diagnostic',
    diagnostic: {
      severity: 'error',
      address: 'aws_kms_alias.a',
      summary: 'creating KMS Alias (alias/a): api error AlreadyExistsException',
    },
  });
  const failingOnce = `if [ -e tried ]; then ${applied}; else touch tried; ${refused}; exit 1; fi`;

  test('is followed by a look, and by another one in the same run', async () => {
    const { request, asked, lines } = requesting(failingOnce);
    adopting.mockResolvedValueOnce({ adopted: 1, kept: 0 });

    expect(await applyConfiguration(request, 'apply')).toMatchObject({ added: 2 });
    expect(asked()).toEqual(['apply', 'apply']);
    expect(adopting).toHaveBeenCalledTimes(1);
    expect(lines).toContain('looks whether the existing objects belong to this stack');
  });

  test('fails with the same error if the look finds nothing', async () => {
    const { request, asked } = requesting(failingOnce);

    await expect(applyConfiguration(request, 'apply')).rejects.toMatchObject({
      code: 'TerraformFailed',
      message: expect.stringContaining('aws_kms_alias.a: creating KMS Alias (alias/a)'),
    });
    expect(asked()).toEqual(['apply']);
  });

  test('and that is refused after it has created something, is a failure, because the earlier record is outdated', async () => {
    const { request } = requesting(`${done('aws_vpc.a', 'create')}; ${refused}; exit 1`);
    const refusal = new Refusal('OwnedByAnother', 'It is of network/before.', { next: 'destroy it' });
    adopting.mockRejectedValueOnce(refusal);
    const failure = await applyConfiguration(request, 'apply').catch((error: unknown) => error);

    expect(failure).toMatchObject({ next: 'destroy it', touched: { added: 1, changed: 0, destroyed: 0 } });
    expect(failure).not.toBeInstanceOf(Refusal);
  });

  test('starts no look if it is a destroy', async () => {
    const { request } = requesting(failingOnce);

    await expect(applyConfiguration(request, 'destroy')).rejects.toMatchObject({ code: 'TerraformFailed' });
    expect(adopting).not.toHaveBeenCalled();
  });
});

test.each([
  ['of somebody else', 'ada@laptop', killed()],
  ['without a killed Terraform', me, {}],
  [
    'that is older than the Terraform that was killed',
    me,
    killed(new Date(Date.now() + 3_600_000).toISOString()),
  ],
])('a lock %s is left alone', async (_, who, left) => {
  const { request, root, asked } = requesting(`${lockedBy(who, now())}; exit 1`);
  writeFiles(root, left);

  await expect(applyConfiguration(request, 'apply')).rejects.toMatchObject({ code: 'StateLocked' });
  expect(asked()).toEqual(['apply']);
});

test('a killed Terraform is distinguished from a failed one', async () => {
  const { request } = requesting(`kill -9 $$`);

  // The waiting shell reports 128 plus the number of the signal.
  await expect(applyConfiguration(request, 'destroy')).rejects.toMatchObject({ code: 'TerraformKilled' });
});

test('without Terraform, no folder is prepared', async () => {
  const { request, root } = requesting(applied);
  process.env['BULKHEAD_TERRAFORM'] = '/none/terraform';

  await expect(applyConfiguration(request, 'apply')).rejects.toMatchObject({ code: 'MissingTerraform' });
  expect(existsSync(join(root, directory))).toBe(false);
});
