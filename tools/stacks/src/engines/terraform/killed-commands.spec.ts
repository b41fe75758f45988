import { cpSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { hostname, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fakeProgram, testFolder } from '../../test-folder';
import { abandonedLock } from './abandoned-lock';
import { type StateLock } from './state-lock';
import { runTerraform } from './terraform-cli';

/** Each command of the tool that lets Terraform take the lock, except apply and destroy, which have their own files. */
const commands = [
  ['plan', 'OperationTypePlan'],
  ['apply -refresh-only', 'OperationTypeApply'],
  ['apply plan.bin', 'OperationTypeApply'],
  ['import aws_vpc.a vpc-1', 'OperationTypeInvalid'],
  ['untaint aws_vpc.a', 'untaint'],
  ['state push errored.tfstate', 'state-push'],
  ['state rm aws_vpc.a', 'state-rm'],
  ['state mv aws_vpc.a aws_vpc.b', 'state-mv'],
] as const;

/** Waits for an action of a process. */
async function until(happened: () => boolean): Promise<void> {
  while (!happened()) await sleep(10);
}

/** A Terraform that has the lock and does not end, and the note of its tool by then. */
async function holding(command: string) {
  const directory = testFolder();
  const at = join(directory, 'locked');
  const ended = runTerraform({
    binary: fakeProgram('terraform', 'echo "$$" >locked.part; mv locked.part locked; exec sleep 60'),
    arguments: command.split(' '),
    directory,
    subject: 'network/vpc@primary',
    signal: new AbortController().signal,
  }).catch((error: unknown) => error);
  await until(() => existsSync(at) && noteOf(directory) !== '');
  return {
    directory,
    /** The files that a tool leaves if it is killed now. */
    left: () => {
      const folder = testFolder();
      cpSync(directory, folder, { recursive: true });
      return folder;
    },
    kill: async () => {
      process.kill(Number(readFileSync(at, 'utf8')), 'SIGKILL');
      return ended;
    },
  };
}

function noteOf(directory: string): string {
  const folder = join(directory, 'locking-calls');
  return (existsSync(folder) ? readdirSync(folder) : []).find((name) => name.endsWith('.json')) ?? '';
}

function lockOf(operation: string, over: Partial<StateLock> = {}): StateLock {
  const created = `${new Date().toISOString().replace('T', ' ').replace('Z', '')} +0000 UTC`;
  return { id: '4711', operation, who: `${userInfo().username}@${hostname()}`, created, ...over };
}

describe.each(commands)('the lock of terraform %s', (command, operation) => {
  test('is left alone while the command is at work, and given back after it was killed with its tool', async () => {
    const { left, kill } = await holding(command);
    const [lock, directory] = [lockOf(operation), left()];
    expect(await abandonedLock(directory, lock)).toBeUndefined();
    await kill();

    expect(await abandonedLock(directory, lock)).toBe('killed');
    for (const other of [
      lockOf(operation, { who: 'ada@laptop' }),
      lockOf('OperationTypeRefresh'),
      lockOf(operation, { created: '2026-01-01 00:00:00 +0000 UTC' }),
    ])
      expect(await abandonedLock(directory, other)).toBeUndefined();
  });

  test('is given back if its tool was killed when it had noted only the pid', async () => {
    const { left, kill } = await holding(command);
    const [lock, directory] = [lockOf(operation), left()];
    rmSync(join(directory, 'locking-calls', noteOf(directory)));
    expect(await abandonedLock(directory, lock)).toBeUndefined();
    await kill();

    expect(await abandonedLock(directory, lock)).toBe('killed');
    expect(await abandonedLock(directory, lockOf('OperationTypeRefresh'))).toBeUndefined();
  });

  test('is given back if only the command was killed', async () => {
    const { directory, kill } = await holding(command);
    const lock = lockOf(operation);

    expect(await kill()).toMatchObject({ code: 'TerraformKilled' });
    expect(await abandonedLock(directory, lock)).toBe('finished');
    expect(await abandonedLock(directory, { ...lock, who: 'ada@laptop' })).toBeUndefined();
  });
});
