import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { hostname, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { BulkheadError } from '@bulkhead/errors';
import { fakeProgram, testFolder } from '../../test-folder';
import { runTerraform, type TerraformCall } from './terraform-cli';
import { type TerraformMessage } from './terraform-message';

/** A shell script plays Terraform: `said` are lines for its standard output. */
function calling(body: string, over: Partial<TerraformCall> = {}): TerraformCall {
  return {
    binary: fakeProgram('terraform', body),
    arguments: ['apply', '-json'],
    directory: testFolder(),
    subject: 'network/vpc@primary',
    signal: new AbortController().signal,
    ...over,
  };
}

const saying = (...lines: (string | object)[]) =>
  [
    "cat <<'EOF'",
    ...lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))),
    'EOF',
  ].join('\n');

const diagnostic = (over: object) => ({
  '@message': 'Error',
  type: 'diagnostic',
  diagnostic: { severity: 'error', summary: 'creating EC2 VPC', detail: 'VpcLimitExceeded', ...over },
});

const failure = async (call: TerraformCall): Promise<BulkheadError> => {
  const error: unknown = await runTerraform(call).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(BulkheadError);
  return error as BulkheadError;
};

test('every message is passed on, and all other output is returned', async () => {
  const messages: TerraformMessage[] = [];
  const onMessage = (message: TerraformMessage) => messages.push(message);
  const body = `${saying('Initializing', { type: 'a' }, '{ no json', { type: 'b' })}\necho 'a warning' >&2`;
  const text = await runTerraform(calling(body, { onMessage }));

  expect(messages).toEqual([{ type: 'a' }, { type: 'b' }]);
  expect(text.split('\n').sort()).toEqual(['Initializing', 'a warning', '{ no json']);
});

test('Terraform runs in its folder, with its arguments, without input and without version checks', async () => {
  const call = calling('pwd; echo "$@"; env');
  const lines = (await runTerraform(call)).split('\n');

  expect(lines.slice(0, 2)).toEqual([realpathSync(call.directory), 'apply -json']);
  expect(lines).toEqual(
    expect.arrayContaining(['TF_IN_AUTOMATION=true', 'TF_INPUT=false', 'CHECKPOINT_DISABLE=true']),
  );
});

describe('TF_CLI_CONFIG_FILE', () => {
  const before = process.env['TF_CLI_CONFIG_FILE'];
  afterEach(() => {
    if (before === undefined) delete process.env['TF_CLI_CONFIG_FILE'];
    else process.env['TF_CLI_CONFIG_FILE'] = before;
  });

  test.each([
    ['a file', join(testFolder({ terraformrc: '' }), 'terraformrc'), true],
    ['a missing file', '/none/terraformrc', false],
  ])('with the name of %s', async (_, file, kept) => {
    process.env['TF_CLI_CONFIG_FILE'] = file;
    const printed = await runTerraform(calling('env'));

    expect(printed.includes(`TF_CLI_CONFIG_FILE=${file}`)).toBe(kept);
    expect(printed.includes('TF_CLI_CONFIG_FILE=')).toBe(kept);
  });
});

describe('a failure', () => {
  test('names the command, the stack, and the error of each resource', async () => {
    const error = await failure(
      calling(
        `${saying(
          diagnostic({ address: 'aws_vpc.main' }),
          diagnostic({ summary: 'no address', detail: undefined }),
          diagnostic({ severity: 'warning', summary: 'deprecated' }),
        )}\nexit 1`,
      ),
    );

    expect(error).toMatchObject({ code: 'TerraformFailed', next: expect.any(String) });
    expect(error.message).toContain('terraform apply of network/vpc@primary failed with code 1');
    expect(error.message).toContain('aws_vpc.main: creating EC2 VPC\n  VpcLimitExceeded');
    expect(error.message).toContain('no address');
    expect(error.message).not.toContain('deprecated');
  });

  test('without diagnostics contains the output', async () => {
    const error = await failure(calling("echo 'out'; echo 'Error: no such plugin' >&2; exit 2"));

    expect(error.code).toBe('TerraformFailed');
    expect(error.message).toContain('code 2');
    expect(error.message).toContain('Error: no such plugin');
    expect(error.message).toContain('out');
  });

  test('names the file with the errored state', async () => {
    const directory = testFolder();
    const error = await failure(calling("echo '{}' >errored.tfstate; exit 1", { directory }));

    expect(error.next).toContain(`what was created is in ${join(directory, 'errored.tfstate')}`);
    expect((await failure(calling('exit 1'))).next).toContain('what was created is in the state');
  });

  test('of a missing program is reported', async () => {
    await expect(runTerraform(calling('', { binary: '/none/terraform' }))).rejects.toMatchObject({
      code: 'ENOENT',
    });
  });
});

describe('a locked state', () => {
  const info = [
    'Lock Info:',
    '  ID:        716c2567-6a83-f5da-720b-34aca4951f22',
    '  Path:      bucket/prod/primary/network/vpc.tfstate',
    '  Operation: OperationTypeApply',
    '  Who:       ada@laptop',
    '  Version:   1.11.4',
    '  Created:   2026-11-22 13:28:58.149 +0000 UTC',
    '  Info:      ',
  ];
  // Terraform's output about a lock file in S3: the identifiers of S3's answer come before those of the lock.
  const s3 =
    'Error message: operation error S3: PutObject, https response error StatusCode: 412, RequestID: pjL1tSC, ' +
    'HostID: 9Gjjt1m+cjU4=, api error PreconditionFailed: At least one of the pre-conditions you specified did not hold';

  test.each([
    ['in a file', 'Error message: resource temporarily unavailable'],
    ['in S3', s3],
  ])('%s is reported with its holder, its time, and the command that removes the lock', async (_, reason) => {
    const detail = [reason, ...info, '', 'Terraform acquires a state lock to protect the state.'].join('\n');
    const locked = diagnostic({ summary: 'Error acquiring the state lock', detail });
    const call = calling(`${saying(locked)}\nexit 1`);
    const error = await failure(call);

    expect(error.code).toBe('StateLocked');
    for (const fact of [
      call.subject,
      'ada@laptop',
      '2026-11-22 13:28:58.149 +0000 UTC',
      'OperationTypeApply',
    ])
      expect(error.message).toContain(fact);
    expect(error.next).toMatch(
      new RegExp(
        `${call.binary} -chdir=${call.directory} force-unlock 716c2567-6a83-f5da-720b-34aca4951f22$`,
      ),
    );
  });

  /** A Terraform that meets a lock of this user, taken `age` seconds earlier, until the lock is given back. */
  const meeting = (age: number) => `
    echo "$*" >>asked
    if [ "$1" = force-unlock ]; then touch unlocked; exit; fi
    if [ -e unlocked ]; then echo done; exit; fi
    node -e '
      const created = new Date(Date.now() - ${age * 1_000}).toISOString().replace("T", " ").replace("Z", " +0000 UTC");
      const detail = "Lock Info:\\n  ID: 4711\\n  Who: ${userInfo().username}@${hostname()}\\n  Created: " + created;
      const diagnostic = { severity: "error", summary: "Error acquiring the state lock", detail };
      console.log(JSON.stringify({ "@message": "Error", type: "diagnostic", diagnostic }));
    '
    exit 1`;
  const asked = ({ directory }: TerraformCall) =>
    readFileSync(join(directory, 'asked'), 'utf8').trim().split('\n');

  test('that the same call took, with a lost answer, is given back, and the call is made again', async () => {
    const call = calling(meeting(0));

    expect(await runTerraform(call)).toBe('done');
    expect(asked(call)).toEqual(['apply -json', 'force-unlock -force 4711', 'apply -json']);
  });

  test('of the same user that is older than the call is left alone', async () => {
    const call = calling(meeting(60));

    expect(await failure(call)).toMatchObject({ code: 'StateLocked' });
    expect(asked(call)).toEqual(['apply -json']);
  });

  test('without a holder is reported, too', async () => {
    const locked = diagnostic({ summary: 'Error acquiring the state lock', detail: undefined });

    expect(await failure(calling(`${saying(locked)}\nexit 1`))).toMatchObject({
      code: 'StateLocked',
      message: expect.stringContaining('unknown'),
    });
  });
});

describe('an abort', () => {
  const reason = new BulkheadError('DeadlineExceeded', 'Too late.');

  test('interrupts Terraform, waits until it has saved its state, and its reason is thrown', async () => {
    const controller = new AbortController();
    const call = calling(
      "trap 'sleep 0.2; echo saved > state; exit 1' INT; touch started; while :; do sleep 0.02; done",
      { signal: controller.signal },
    );
    const ended = runTerraform(call).catch((thrown: unknown) => thrown);
    while (!existsSync(join(call.directory, 'started'))) await sleep(10);
    controller.abort(reason);

    expect(await ended).toBe(reason);
    expect(readFileSync(join(call.directory, 'state'), 'utf8')).toBe('saved\n');
  });

  test('before the start prevents the start of Terraform', async () => {
    const call = calling('touch started', { signal: AbortSignal.abort(reason) });

    await expect(runTerraform(call)).rejects.toBe(reason);
    expect(existsSync(join(call.directory, 'started'))).toBe(false);
  });
});
