import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BulkheadError } from '@bulkhead/errors';
import { testFolder } from '../../../test-folder';
import { lockTimeout } from '../lock-timeout';
import { StateLockedError } from '../state-lock';
import { runTerraform, type TerraformCall } from '../terraform-cli';
import { type ImportFolder, type ImportPlan, withImportFolder } from './import-folder';

jest.mock('../terraform-cli', () => ({
  ...jest.requireActual<object>('../terraform-cli'),
  runTerraform: jest.fn(),
}));

/** The behaviour of each Terraform command, by its first word. @default it prints nothing and succeeds */
type Answers = Readonly<Record<string, (call: TerraformCall) => string | void>>;

const failure = (code: string) => new BulkheadError(code, 'Terraform could not.', { next: 'look' });
const error = { severity: 'error', summary: 'Cannot import non-existent remote object' } as const;
const warning = { severity: 'warning', summary: 'Deprecated attribute' } as const;

let asked: string[];
const answering =
  (answers: Answers, who = '') =>
  (call: TerraformCall) => {
    asked.push(`${who}${call.arguments.join(' ')}`);
    return Promise.resolve().then(() => answers[call.arguments[0] ?? '']?.(call) ?? '');
  };

/** Works in an import folder with these answers of Terraform; `read` has the answers of the calls that only read. */
function inFolder<T>(answers: Answers, work: (folder: ImportFolder) => Promise<T>, read?: Answers) {
  const directory = testFolder({ 'cdk.tf.json': { resource: {} }, '.terraform.lock.hcl': '' });
  asked = [];
  jest.mocked(runTerraform).mockImplementation(answering(answers));
  const { signal } = new AbortController();
  const options = {
    workspaceRoot: directory,
    binary: 'terraform',
    directory,
    subject: 'network/vpc@primary',
    signal,
  };
  return withImportFolder({ ...options, ...(read && { read: answering(read, 'read: ') }) }, (folder) =>
    work(folder).finally(() => expect(existsSync(join(directory, 'recovery'))).toBe(true)),
  ).finally(() => expect(existsSync(join(directory, 'recovery'))).toBe(false));
}

const change = (...actions: string[]) => ({ actions, before: null, after: null });
const managed = {
  address: 'aws_vpc.a',
  mode: 'managed',
  type: 'aws_vpc',
  name: 'a',
  change: change('create'),
};
const data = { ...managed, address: 'data.aws_vpc.b', mode: 'data' };
const imports = new Map([['aws_vpc.a', 'vpc-1']]);
const nothing: ImportPlan = { resources: [], vanished: [] };
const shows = (plan: object) => ({ show: ({ onMessage }: TerraformCall) => onMessage?.(plan) });

describe('a plan', () => {
  test('has the actions on managed resources, and the vanished addresses', async () => {
    const shown = {
      resource_changes: [managed, data],
      resource_drift: [
        { ...managed, address: 'aws_vpc.gone', change: change('delete') },
        { ...managed, address: 'aws_vpc.changed', change: change('update') },
      ],
    };

    expect(await inFolder(shows(shown), (folder) => folder.plan(imports))).toEqual({
      plan: { resources: [managed], vanished: ['aws_vpc.gone'] },
    });
    expect(asked).toEqual([expect.stringMatching(/^plan .*-lock=false$/), 'show -json plan.bin']);
  });

  test('without any output is empty', async () => {
    expect(await inFolder({}, (folder) => folder.plan(imports))).toEqual({ plan: nothing });
  });

  test('without imports takes the lock, which a killed Terraform may have left', async () => {
    await inFolder({}, (folder) => folder.plan(new Map()));

    expect(asked[0]).toMatch(new RegExp(`^plan .*${lockTimeout}$`));
    expect(asked[0]).not.toContain('-lock=false');
  });

  test('that Terraform refuses gives the errors and not the warnings', async () => {
    const refuse = ({ onMessage }: TerraformCall) => {
      for (const diagnostic of [warning, error]) onMessage?.({ type: 'diagnostic', diagnostic });
      throw failure('TerraformFailed');
    };

    expect(await inFolder({ plan: refuse }, (folder) => folder.plan(imports))).toEqual({
      refusals: [error],
      error: expect.objectContaining({ code: 'TerraformFailed' }),
    });
  });

  test.each([
    ['without output', 'TerraformFailed', []],
    ['with a warning', 'TerraformFailed', [warning]],
    ['because it was interrupted', 'Interrupted', [error]],
  ])('that fails %s throws', async (_, code, diagnostics) => {
    const fail = ({ onMessage }: TerraformCall) => {
      for (const diagnostic of diagnostics) onMessage?.({ type: 'diagnostic', diagnostic });
      throw failure(code);
    };

    await expect(inFolder({ plan: fail }, (folder) => folder.plan(imports))).rejects.toMatchObject({ code });
  });
});

test('only calls that read use the reader', async () => {
  const work = async (folder: ImportFolder) => {
    await folder.plan(imports);
    await folder.untaint('aws_vpc.a');
    await folder.forgetVanished();
  };
  await inFolder({}, work, shows({}));

  expect(asked.map((command) => command.replace(/^((read: )?\w+).*$/, '$1'))).toEqual([
    'read: plan',
    'read: show',
    'untaint',
    'apply',
  ]);
});

describe('imports are done', () => {
  const summary = (add: number, more: object = {}) => ({
    plan: ({ onMessage }: TerraformCall) =>
      onMessage?.({
        type: 'change_summary',
        changes: { add, change: 0, remove: 0, operation: 'plan' },
        ...more,
      }),
  });
  const made = async (answers: Answers) => {
    await inFolder(answers, (folder) => folder.import(imports, nothing));
    expect(asked[0]).toMatch(/^plan .*-lock=false -target=aws_vpc\.a$/);
    return asked.slice(1);
  };
  const oneByOne = [`import -no-color -input=false ${lockTimeout} aws_vpc.a vpc-1`];

  test('all at once if a plan touches nothing else', async () => {
    expect(await made(summary(0))).toEqual([`apply -json -input=false ${lockTimeout} plan.bin`]);
  });

  test.each<[string, Answers]>([
    ['touches something', summary(1)],
    ['does not say what it touches', {}],
    ['says that in another message', summary(0, { type: 'planned_change' })],
    [
      'is refused',
      {
        plan: () => {
          throw failure('TerraformFailed');
        },
      },
    ],
  ])('one by one if a plan %s', async (_, answers) => {
    const left: string[] = [];
    const look = ({ directory }: TerraformCall) => {
      left.push(...readdirSync(directory).filter((file) => file.startsWith('imports')));
    };

    expect(await made({ ...answers, import: look })).toEqual(oneByOne);
    // A target would include its dependencies, and an import block is one.
    expect(left).toEqual([]);
  });

  test('not at all if the plan was interrupted', async () => {
    const interrupted = {
      plan: () => {
        throw failure('Interrupted');
      },
    };

    await expect(made(interrupted)).rejects.toMatchObject({ code: 'Interrupted' });
    expect(asked).toHaveLength(1);
  });

  test.each<[string, object, object | undefined]>([
    [
      'attributes that differ or are known later',
      {
        actions: ['update'],
        before: { a: 1, b: 1, c: 1 },
        after: { a: 1, b: 2 },
        after_unknown: { d: true, a: false },
      },
      { lifecycle: { ignore_changes: ['b', 'c', 'd'] } },
    ],
    [
      'no attribute of an unchanged resource',
      { actions: ['no-op'], before: { a: 1 }, after: { a: 1 } },
      undefined,
    ],
    ['no attribute of a new resource', { actions: ['create'], before: null, after: { a: 1 } }, undefined],
    ['no attribute of a removed resource', { actions: ['delete'], before: { a: 1 }, after: null }, undefined],
  ])('with ignored changes of %s', async (_, changed, expected) => {
    let override: { resource?: Record<string, Record<string, object>> } = {};
    const resources = [
      { ...managed, address: 'aws_vpc.a["x"]', change: changed },
    ] as unknown as ImportPlan['resources'];
    const answers = {
      plan: ({ directory }: TerraformCall) => {
        override = JSON.parse(
          readFileSync(join(directory, 'imports_override.tf.json'), 'utf8'),
        ) as typeof override;
      },
    };
    await inFolder(answers, (folder) => folder.import(imports, { ...nothing, resources }));

    expect(override.resource).toEqual(expected ? { aws_vpc: { 'a["x"]': expected } } : {});
  });
});

test('the unlock command names the folder that stays', async () => {
  const lock = { id: '123', who: 'ada@laptop', created: 'now', operation: 'OperationTypeApply' };
  const locked = {
    untaint: () => {
      throw new StateLockedError(lock, 'network/vpc@primary', 'terraform -chdir=recovery force-unlock');
    },
  };

  await expect(inFolder(locked, (folder) => folder.untaint('aws_vpc.a'))).rejects.toMatchObject({
    code: 'StateLocked',
    next: expect.stringMatching(/terraform -chdir=(?!.*recovery)\S+ force-unlock 123$/),
  });
});
