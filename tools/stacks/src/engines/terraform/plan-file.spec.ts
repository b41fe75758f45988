import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { BulkheadError } from '@bulkhead/errors';
import { fakeProgram, testFolder } from '../../test-folder';
import { testInstance } from '../../workspace/test-instances';
import { type EngineRequest } from '../engine';
import { planInto, withApprovedPlan } from './plan-file';
import { runTerraform } from './terraform-cli';

const replaced = {
  address: 'aws_vpc.main',
  mode: 'managed',
  type: 'aws_vpc',
  name: 'main',
  change: { actions: ['delete', 'create'] },
};
/** Writes the configuration as its plan, and shows one replacement; `log` has its calls. */
const binary = fakeProgram(
  'terraform',
  `echo "$@" >> log
   case "$1" in
     plan) for argument; do case "$argument" in -out=*) cp cdk.tf.json "\${argument#-out=}" ;; esac; done ;;
     show) echo '${JSON.stringify({ resource_changes: [replaced] })}' ;;
   esac`,
);

const folder = () =>
  testFolder({
    'cdk.tf.json': { resource: { aws_vpc: { main: { lifecycle: { prevent_destroy: true } } } } },
  });
const requestFor = (
  over: Partial<EngineRequest> = {},
  environment: Partial<EngineRequest['environment']> = { target: 'emulator', protected: true },
) =>
  ({
    workspaceRoot: testFolder(),
    environment,
    instance: testInstance('network/vpc@primary'),
    signal: new AbortController().signal,
    ...over,
  }) as unknown as EngineRequest;
const calls = (directory: string) =>
  existsSync(join(directory, 'log')) ? readFileSync(join(directory, 'log'), 'utf8').trim().split('\n') : [];

test('only its owner can read a plan file', async () => {
  const directory = folder();
  const file = join(directory, 'kept/plan.bin');
  const changes = await planInto(file, binary, directory, requestFor());

  expect(changes).toMatchObject([{ action: 'replace', resource: 'aws_vpc.main' }]);
  expect(readFileSync(file, 'utf8')).toContain('aws_vpc');
  const modes = [file, dirname(file)].map((path) => (statSync(path).mode & 0o777).toString(8));
  expect(modes).toEqual(['600', '700']);
});

test.each([
  ['aws', false, true],
  ['emulator', true, true],
  ['emulator', false, false],
] as const)(
  'on %s, protected %s, a guarded resource can be planned and counts as stateful: %s',
  async (target, isProtected, stateful) => {
    const directory = folder();
    const changes = await planInto(
      join(directory, 'plan.bin'),
      binary,
      directory,
      requestFor({}, { target, protected: isProtected }),
    );

    expect(changes).toMatchObject([{ stateful }]);
    expect(readFileSync(join(directory, 'plan.bin'), 'utf8').includes('prevent_destroy')).toBe(!stateful);
  },
);

describe('an apply', () => {
  const applied = async (directory: string, request: EngineRequest) => {
    let given: readonly string[] | undefined;
    await withApprovedPlan(binary, directory, request, async (planArguments) => {
      given = planArguments;
    });
    return given;
  };

  test('that nobody has to approve plans for itself', async () => {
    const directory = folder();

    expect(await applied(directory, requestFor())).toEqual([]);
    expect(calls(directory)).toEqual([]);
  });

  test('that is approved applies exactly the approved plan and removes its file', async () => {
    const directory = folder();
    const approve = jest.fn();
    const [file = ''] = (await applied(directory, requestFor({ approve }))) ?? [];

    expect(approve).toHaveBeenCalledWith([
      expect.objectContaining({ resource: 'aws_vpc.main', stateful: true }),
    ]);
    expect(calls(directory)[0]).toContain(`-out=${file}`);
    expect(existsSync(file)).toBe(false);
  });

  test('that is not approved does not happen', async () => {
    const directory = folder();
    const refusal = new BulkheadError('StatefulDestruction', 'no');
    const approve = () => {
      throw refusal;
    };

    await expect(applied(directory, requestFor({ approve }))).rejects.toBe(refusal);
    expect(existsSync(join(directory, 'approved.bin'))).toBe(false);
  });

  test('of a reviewed plan makes no new plan, asks for approval of the plan, and keeps it', async () => {
    const directory = folder();
    const file = join(testFolder({ 'plan.bin': 'reviewed' }), 'plan.bin');
    const approve = jest.fn();

    expect(await applied(directory, requestFor({ approve, reviewed: { file } }))).toEqual([file]);
    expect(approve).toHaveBeenCalledWith([expect.objectContaining({ stateful: true })]);
    expect(calls(directory)).toEqual([`show -json ${file}`]);
    expect(readFileSync(file, 'utf8')).toBe('reviewed');
  });

  test.each([
    ['reviewed', { reviewed: { file: '/none/plan.bin' } }, /new diff/],
    ['made on the way', { approve: () => undefined }, /same command again/],
  ])('of a stale plan that was %s is refused as stale', async (_, over, next) => {
    const stale = fakeProgram(
      'terraform',
      `case "$1" in apply) echo '{"type":"diagnostic","diagnostic":{"severity":"error","summary":"Saved plan is stale"}}'; exit 1 ;; esac`,
    );
    const directory = folder();
    const request = requestFor(over);
    const apply = withApprovedPlan(stale, directory, request, (plan) =>
      runTerraform({
        binary: stale,
        arguments: ['apply', ...plan],
        directory,
        subject: 'it',
        signal: request.signal,
      }),
    );

    await expect(apply).rejects.toMatchObject({ code: 'PlanStale', next: expect.stringMatching(next) });
  });

  test('that fails for another reason reports that reason', async () => {
    const error = new BulkheadError('TerraformFailed', 'creating VPC: limit');
    const apply = withApprovedPlan(binary, folder(), requestFor({ approve: () => undefined }), async () => {
      throw error;
    });

    await expect(apply).rejects.toBe(error);
  });
});
