import './test-mocked-world';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { BulkheadError } from '@bulkhead/errors';
import { type EngineState, type FoundState } from '../engines/engine-state';
import { foundState } from '../engines/terraform/state-file';
import { type StateVersion } from '../engines/terraform/state-versions';
import { type DeployRecord } from '../records/record';
import { parseRecord } from '../records/record-text';
import { writeFiles } from '../test-folder';
import { type StackInstance } from '../workspace/stack-instance';
import { drawn, testInstance } from '../workspace/test-instances';
import { deploy } from './deploy';
import { recover } from './recover';
import { beginWorld, mockedVersions, stateText, testRun, type TestWorld } from './test-world';

function mockWorld(part: string) {
  return jest.requireActual<Record<string, object>>('./test-world')[part];
}
jest.mock('../engines/terraform/state-versions', () => mockWorld('mockedVersions'));
jest.mock('../engines/terraform/whole-adoption', () => mockWorld('mockedAdoption'));
jest.mock('../engines/cdk/carried-tags', () => mockWorld('mockedOwnership'));
jest.mock('../engines/owned-resources', () => mockWorld('mockedOwnership'));

let world: TestWorld;
beforeEach(() => (world = beginWorld()));

const [a] = drawn('A') as [StackInstance];
const id = a.id;

const terraform = (serial: number, resources = 1, lineage = id): FoundState => ({
  is: 'kept',
  state: { type: 'terraform', lineage, serial, mark: `mark ${serial}`, resources },
});
const version = (name: string, found: FoundState): StateVersion => ({
  id: name,
  at: '2026-01-01T00:00:00.000Z',
  found,
  text: stateText(found),
});
const recorded = (serial: number) => (terraform(serial) as { state: EngineState }).state;

type Options = Parameters<typeof testRun>[2];

/** Recovers the one stack; returns `<outcome>: <reason>`. */
async function recovered(options: Options = {}, instance = a): Promise<string> {
  const { stacks } = await recover(testRun([instance], [instance], options).run);
  return `${stacks[0]?.outcome}: ${stacks[0]?.reason}`;
}

/**
 * Deploys the stack after the recovery. Returns its outcome, and whether the deploy expects resources that no state
 * has.
 */
async function deployed(instance = a): Promise<{ outcome: string | undefined; unfinished: boolean[] }> {
  const unfinished: boolean[] = [];
  world.engine.deploy = async (request) => {
    unfinished.push(request.unfinished);
    return { added: 0, changed: 0, destroyed: 0 };
  };
  const { stacks } = await deploy(testRun([instance]).run);
  return { outcome: stacks[0]?.outcome, unfinished };
}

test('a stack without problems is left as it is, whatever the options', async () => {
  world.record(a);
  const before = world.recorded(a);
  world.versions.set(id, [version('v1', terraform(1))]);

  expect(await recovered()).toBe('unchanged: the state agrees with the record');
  expect(await recovered({ adopt: true })).toBe('unchanged: the state agrees with the record');
  expect(await recovered({ restore: 'v1' })).toBe('unchanged: the state agrees with the record');
  expect(world.recorded(a)).toEqual(before);
});

describe.each<[string, FoundState]>([
  ['lost', { is: 'missing' }],
  ['emptied', terraform(9, 0)],
  ['older', terraform(3)],
  ['of another lineage', terraform(9, 1, 'theirs')],
  ['broken', { is: 'broken', why: 'it is cut off' }],
])('a state that is %s', (_, now) => {
  beforeEach(() => {
    world.record(a, { state: recorded(7) });
    world.kept.set(id, now);
    world.versions.set(id, [version('last', now), version('v7', terraform(7)), version('v6', terraform(6))]);
  });

  test('is put back as it was recorded, and then nothing is left to deploy', async () => {
    expect(await recovered()).toBe(
      `recovered: put back version v7 of the state, serial 7 of lineage ${id}, 1 resources`,
    );
    expect(world.kept.get(id)).toMatchObject({ state: { serial: 7, lineage: id } });
    expect(world.recorded(a)).toMatchObject({ outcome: 'deployed', state: { serial: 7, mark: 'written 7' } });
    expect(world.asked).toEqual([]);
    expect(await deployed()).toEqual({ outcome: 'unchanged', unfinished: [] });
  });

  test('is adopted if no version fits, and the next deploy continues from it', async () => {
    world.versions.set(id, [version('last', now)]);
    world.adopted = { text: stateText(terraform(2, 1, 'fresh')), resources: 1, unfound: [], replaced: [] };

    expect(await recovered()).toMatch(/^recovered: adopted what AWS has: 1 resources, over /);
    // Keeps the lineage, with a higher serial than any copy that somebody may have.
    expect(world.kept.get(id)).toMatchObject({ state: { lineage: id, serial: expect.any(Number) } });
    const serial = (world.kept.get(id) as { state: { serial: number } }).state.serial;
    expect(serial).toBeGreaterThan(
      now.is === 'kept' ? Math.max(7, (now.state as { serial: number }).serial) : 7,
    );
    expect(world.recorded(a)).toMatchObject({ outcome: 'failed', state: { serial } });
    expect(await deployed()).toEqual({ outcome: 'deployed', unfinished: [true] });
  });

  test('is left if adoption does not find everything, with what is missing and the commands', async () => {
    world.versions.set(id, [version('last', now)]);
    world.adopted = { text: stateText(terraform(2)), resources: 1, unfound: ['aws_vpc.a'], replaced: [] };
    const before = world.recorded(a);
    const reason = await recovered();

    expect(reason).toMatch(/^refused: These resources of A\/main@primary were not found/);
    expect(reason).toContain('aws_vpc.a');
    expect(reason).toContain(
      "npx nx run A:recover --environment=qa.json --stack=main --role=primary --adopt --absent='aws_vpc.a'",
    );
    expect(world.kept.get(id)).toEqual(now);
    expect(world.recorded(a)).toEqual(before);
  });

  test('is left by a dry run, which says what there is and what would be done', async () => {
    const before = world.recorded(a);
    const { run, output } = testRun([a], [a], { dryRun: true });
    const { stacks } = await recover(run);

    expect(stacks[0]).toMatchObject({
      outcome: 'pending',
      reason: expect.stringContaining('it puts back version v7 of the state'),
    });
    expect(output.lines.join('\n')).toContain(`v6  2026-01-01T00:00:00.000Z  serial 6 of lineage ${id}`);
    expect(output.lines.join('\n')).toContain('recorded: deployed at 2026-01-01T00:00:00.000Z');
    expect(world.kept.get(id)).toEqual(now);
    expect(world.recorded(a)).toEqual(before);
  });
});

test('is adopted over a version before the record, and its serial is above that of every version', async () => {
  world.record(a, { state: recorded(7) });
  world.kept.set(id, { is: 'missing' });
  world.versions.set(id, [
    version('gone', { is: 'missing' }),
    version('v6', terraform(6)),
    version('x', terraform(40, 1, 'x')),
  ]);
  world.adopted = {
    text: stateText(terraform(8)),
    resources: 3,
    unfound: [],
    replaced: ['aws_db_instance.a'],
  };

  expect(await recovered()).toContain(
    'over version v6 of the state; the next deploy would put others in the place of aws_db_instance.a',
  );
  expect(world.adoptions).toEqual([
    { over: stateText(terraform(6)), imports: new Map(), absent: [], recorded: 1 },
  ]);
  expect(world.kept.get(id)).toMatchObject({ state: { lineage: id, serial: 41 } });
});

test('objects that a person has found or missed reach the adoption', async () => {
  world.record(a, { state: recorded(7) });
  world.kept.set(id, { is: 'missing' });
  world.adopted = { text: stateText(terraform(2)), resources: 1, unfound: [], replaced: [] };
  await recovered({ adopt: true, import: ['aws_x.a=id=1'], absent: ['aws_y.b'] });

  expect(world.adoptions).toMatchObject([{ imports: new Map([['aws_x.a', 'id=1']]), absent: ['aws_y.b'] }]);
});

test('if AWS has nothing of a stack, no empty state replaces a lost one', async () => {
  world.record(a, { state: recorded(7) });
  world.kept.set(id, { is: 'missing' });

  expect(await recovered()).toContain('(NothingToAdopt)');
  expect(world.kept.get(id)).toEqual({ is: 'missing' });
});

describe('a stack of which AWS has nothing, without a state or a record', () => {
  const forgetting = { adopt: true, absent: ['*'], forget: true };
  beforeEach(() => {
    world.versions.set(id, [version('gone', { is: 'missing' }), version('v7', terraform(7))]);
    world.adopted = { text: '', resources: 0, unfound: [], replaced: [] };
  });

  test('is refused with the command that forgets it, and that command leads to a deploy', async () => {
    expect((await deployed()).outcome).toBe('refused');
    const reason = await recovered({ adopt: true, absent: ['*'] });
    expect(reason).toContain('(NothingToAdopt)');
    expect(reason).toContain(
      "npx nx run A:recover --environment=qa.json --stack=main --role=primary --adopt --absent='*' --forget",
    );

    expect(await recovered(forgetting)).toBe(
      'recovered: records the last state, and forgot what is gone: wrote an empty state',
    );
    // A higher serial than all versions had, so that nobody's copy continues the state.
    expect(world.kept.get(id)).toMatchObject({ state: { serial: 8, resources: 0 } });
    expect(world.recorded(a)).toMatchObject({ outcome: 'failed', state: { serial: 8, resources: 0 } });
    expect(await recovered()).toBe('unchanged: the state agrees with the record');
    expect(await deployed()).toEqual({ outcome: 'deployed', unfinished: [true] });
  });

  test('is written as a state that Terraform reads, and the unwritten state is removed', async () => {
    const { run } = testRun([a], [a], forgetting);
    const errored = 'dist/terraform/qa/primary/A/main/errored.tfstate';
    const text = JSON.stringify({ version: 4, lineage: id, serial: 30, resources: [] });
    writeFiles(run.workspaceRoot, { [errored]: text });
    const write = jest.spyOn(mockedVersions.stateVersions, 'write');
    await recover(run);

    const written = write.mock.calls[0]?.[2] ?? '';
    write.mockRestore();
    expect(foundState(written, '')).toMatchObject({ is: 'kept', state: { serial: 31, resources: 0 } });
    expect(existsSync(join(run.workspaceRoot, errored))).toBe(false);
  });

  test.each<[string, Options, string]>([
    ['somebody only forgets', { adopt: true, forget: true }, '(NothingToAdopt)'],
    ['somebody names some of it', { ...forgetting, absent: ['aws_vpc.a'] }, '(NothingToAdopt)'],
  ])('is not forgotten if %s', async (_, options, code) => {
    expect(await recovered(options)).toContain(code);
    expect(world.kept.has(id)).toBe(false);
  });

  test('is adopted, and not forgotten, if AWS has something of it after all', async () => {
    world.adopted = { text: stateText(terraform(2)), resources: 1, unfound: [], replaced: [] };

    expect(await recovered(forgetting)).toContain('adopted what AWS has: 1 resources');
  });
});

test('a state that Terraform could not write is written, although the present state is the recorded one', async () => {
  world.record(a, { outcome: 'failed' });
  const { run } = testRun([a]);
  const written = { version: 4, lineage: id, serial: 5, resources: [] };
  writeFiles(run.workspaceRoot, { 'dist/terraform/qa/primary/A/main/errored.tfstate': written });
  const { stacks } = await recover(run);

  expect(stacks[0]).toMatchObject({
    outcome: 'recovered',
    reason: expect.stringContaining('errored.tfstate'),
  });
  expect(world.kept.get(id)).toMatchObject({ state: { serial: 5 } });
  expect(world.recorded(a)).toMatchObject({ outcome: 'failed', state: { serial: 5 } });
  expect((await recover(run)).stacks[0]?.outcome).toBe('unchanged');
});

test('a stack without state and record is neither deployed nor taken for one that was never deployed', async () => {
  world.versions.set(id, [version('gone', { is: 'missing' }), version('v7', terraform(7))]);
  world.adopted = { text: stateText(terraform(8)), resources: 1, unfound: [], replaced: [] };
  expect((await deployed()).outcome).toBe('refused');

  expect(await recovered()).toMatch(
    /^recovered: records the last state, and adopted what AWS has: 1 resources, over version v7/,
  );
  expect(await deployed()).toEqual({ outcome: 'deployed', unfinished: [true] });
});

describe('a record', () => {
  const place = 'us-east-1 /bulkhead/qa/_record/primary/A/main';
  const published = { '/bulkhead/qa/a/key': '^x$' };
  beforeEach(() => {
    world.record(a, { published });
    const text = world.parameters.get(place) ?? '';
    world.past.set(place, [text]);
    world.synthesized.set(id, {
      publishes: [{ contract: 'a', key: 'new', kind: 'string', path: '/bulkhead/qa/a/new', pattern: '^y$' }],
    });
    for (const [name, value] of Object.entries({ key: 'x', new: 'y' }))
      world.parameters.set(`us-east-1 /bulkhead/qa/a/${name}`, value);
  });
  const change = (edit: (text: string) => string) =>
    world.parameters.set(place, edit(world.parameters.get(place) ?? ''));

  test.each<[string, (text: string) => string]>([
    ['cut', (text) => text.slice(0, 60)],
    ['of another stack', (text) => text.replace('"app":"A"', '"app":"B"')],
  ])('that is %s is replaced by its last version, and then nothing is left to deploy', async (_, edit) => {
    const before = world.parameters.get(place);
    change(edit);

    expect(await recovered()).toBe('recovered: takes up the record of 1 ago, which can be read');
    expect(world.parameters.get(place)).toBe(before);
    expect(await deployed()).toEqual({ outcome: 'unchanged', unfinished: [] });
  });

  test('that is cut while the state has changed since is recovered, and the next deploy runs in full', async () => {
    change((text) => text.slice(0, 60));
    world.kept.set(id, terraform(5));
    await recovered();

    expect(world.recorded(a)).toMatchObject({
      outcome: 'failed',
      state: { serial: 5 },
      lastDeploy: { at: '2026-01-01T00:00:00.000Z' },
    });
    // Somebody may still read the value that the stack published then.
    const of = { environment: 'qa', role: 'primary', app: 'A', stack: 'main' } as const;
    expect(parseRecord(world.parameters.get(place) ?? '', of).published).toEqual({
      ...published,
      '/bulkhead/qa/a/new': '^y$',
    });
    expect(await deployed()).toEqual({ outcome: 'deployed', unfinished: [true] });
  });

  test('that is cut while the state is lost too is recovered, and the state is put back to it', async () => {
    change((text) => text.slice(0, 60));
    world.kept.set(id, { is: 'missing' });
    world.versions.set(id, [version('v1', terraform(1))]);

    expect(await recovered()).toBe(
      `recovered: takes up the record of 1 ago, which can be read, and put back version v1 of the state, serial 1 of lineage ${id}, 1 resources`,
    );
    expect(await deployed()).toEqual({ outcome: 'unchanged', unfinished: [] });
  });

  test('that is cut is not replaced by an earlier one that agrees with an earlier state', async () => {
    const now = world.parameters.get(place) ?? '';
    world.past.set(place, [now.replace('"serial":1', '"serial":7'), now]);
    change((text) => text.slice(0, 60));
    world.versions.set(id, [version('v1', terraform(1)), version('v7', terraform(7))]);

    expect(await recovered()).toContain('put back version v7 of the state');
  });

  test.each<[string, () => void]>([
    [
      'that is cut and was never otherwise',
      () => {
        change((text) => text.slice(0, 60));
        world.past.clear();
      },
    ],
    ['that is gone', () => void world.parameters.delete(place)],
  ])('%s is made from the state and the synthesized stack', async (_, lose) => {
    lose();

    expect(await recovered()).toMatch(/^recovered: records the state/);
    expect(world.recorded(a)).toMatchObject({
      of: { app: 'A' },
      outcome: 'failed',
      by: { caller: 'ada@laptop' },
      state: { lineage: id },
    });
    expect(await deployed()).toEqual({ outcome: 'deployed', unfinished: [true] });
  });

  describe('that a later version of the tool wrote', () => {
    const commit = '0123456789abcdef0123456789abcdef01234567';
    beforeEach(() =>
      change((text) => text.replace('"version":2', `"version":9,"by":{"commit":"${commit}"}`)),
    );

    test('is kept, with the commit that can read it', async () => {
      const before = world.parameters.get(place);
      const reason = await recovered();

      expect(reason).toMatch(
        /^refused: What is recorded of A\/main@primary cannot be read: it is of version 9/,
      );
      expect(reason).toContain(`next: git checkout ${commit}`);
      expect(reason).toContain('recover --environment=qa.json --stack=main --role=primary --overwriteRecord');
      expect(world.parameters.get(place)).toBe(before);
    });

    test('is overwritten if the user says so', async () => {
      expect(await recovered({ overwriteRecord: true })).toMatch(/^recovered: takes up the record/);
      expect(await deployed()).toEqual({ outcome: 'unchanged', unfinished: [] });
    });
  });
});

describe('a stack of CloudFormation', () => {
  const service = testInstance('A/main@primary', { engine: 'cdk' });
  const state = (stackId: string): EngineState => ({ type: 'cloudformation', stackId, resources: 4 });
  beforeEach(() => {
    world.record(service, { engine: 'cdk', state: state('arn:1') });
    world.kept.set(service.id, { is: 'kept', state: state('arn:1') });
  });

  test('that is gone is named with the resources that still carry its tags, and forgotten only if the user says so', async () => {
    world.kept.set(service.id, { is: 'missing' });
    world.owned = ['arn:aws:s3:::kept'];
    const reason = await recovered({}, service);

    expect(reason).toContain('(StackGone)');
    expect(reason).toContain('arn:aws:s3:::kept');
    expect(world.recorded(service)).toBeDefined();
    expect(await recovered({ forget: true }, service)).toBe(
      'recovered: forgot the record of a stack that is gone',
    );
    expect(await deployed(service)).toEqual({ outcome: 'deployed', unfinished: [false] });
  });

  test('that is gone is named although its record cannot be read', async () => {
    world.kept.set(service.id, { is: 'missing' });
    for (const [name] of world.parameters) world.parameters.set(name, 'cut');

    expect(await recovered({}, service)).toContain('(StackGone)');
    expect([...world.parameters.values()]).toEqual(['cut']);
    expect(await recovered({ forget: true }, service)).toMatch(/forgot the record of a stack that is gone$/);
    expect(world.parameters.size).toBe(0);
  });

  test('that is gone is named although nobody may ask what is left of it', async () => {
    world.kept.set(service.id, { is: 'missing' });
    world.owned = new Error('not authorized to perform: tag:GetResources');
    const reason = await recovered({}, service);

    expect(reason).toContain('(StackGone)');
    expect(reason).toContain('AWS does not list it: not authorized');
  });

  test('that was made again under its name is taken if it carries its tags', async () => {
    world.kept.set(service.id, { is: 'kept', state: state('arn:2') });

    expect(await recovered({}, service)).toBe('recovered: took arn:2 for the stack');
    expect(world.recorded(service)).toMatchObject({ outcome: 'failed', state: { stackId: 'arn:2' } });
    expect(await deployed(service)).toEqual({ outcome: 'deployed', unfinished: [true] });
  });

  test('that somebody else made under its name is not taken, with a record or without', async () => {
    world.carriesTags = false;
    world.kept.set(service.id, { is: 'kept', state: state('arn:2') });
    expect(await recovered({}, service)).toContain('(ForeignStack)');

    for (const [name] of world.parameters) world.parameters.set(name, 'cut');
    expect(await recovered({}, service)).toContain('(ForeignStack)');
    world.parameters.clear();
    expect(await recovered({}, service)).toContain('(ForeignStack)');
    expect(world.parameters.size).toBe(0);
  });
});

test('a stack that somebody is at work on is left alone', async () => {
  world.record(a, { state: recorded(7) });
  world.kept.set(id, { is: 'missing' });
  const holder = {
    version: 1,
    id: 'x',
    by: 'bob@desk',
    verb: 'deploy',
    pidSpace: 'elsewhere',
    pid: 1,
    startMark: 'm',
  };
  const now = new Date().toISOString();
  world.parameters.set(
    'us-east-1 /bulkhead/qa/_lock/primary/A/main',
    JSON.stringify({ ...holder, since: now, renewedAt: now }),
  );

  expect(await recovered()).toContain('(StackLocked)');
  expect(world.kept.get(id)).toEqual({ is: 'missing' });
});

test('a failure of the engine is a failure of the stack, and its record stays', async () => {
  world.record(a, { state: recorded(7) });
  world.kept.set(id, { is: 'missing' });
  const before = world.recorded(a);
  Object.defineProperty(world, 'adopted', {
    get: () => {
      throw new BulkheadError('TerraformFailed', 'AWS says no.');
    },
  });

  expect(await recovered()).toMatch(/^failed: AWS says no/);
  expect(world.recorded(a)).toEqual(before);
});

describe('a dry run', () => {
  /** Runs a dry run. Returns what it says there is, and what it would do. */
  async function told(instance = a): Promise<{ lines: string[]; ending: string }> {
    const { run, output } = testRun([instance], [instance], { dryRun: true });
    const { stacks } = await recover(run);
    return {
      lines: output.lines.flatMap((line) => line.split('\n')),
      ending: `${stacks[0]?.outcome}: ${stacks[0]?.reason}`,
    };
  }

  test('of a stack without problems says so', async () => {
    world.record(a, { state: recorded(7) });
    world.kept.set(id, terraform(7));
    const { lines, ending } = await told();

    expect(lines[0]).toMatch(
      /^A\/main@primary {2}recorded: deployed at .*; serial 7 of lineage \S+, 1 resources$/,
    );
    expect(lines[1]).toBe(`  kept: serial 7 of lineage ${id}, 1 resources`);
    expect(ending).toBe('pending: the state agrees with the record');
  });

  test.each<[string, DeployRecord['by'], string]>([
    ['nobody knows whom', undefined, 'deployed at T; '],
    ['somebody outside a commit', { caller: 'ada@laptop', tool: '1.0.0' }, 'deployed at T by ada@laptop; '],
    [
      'a commit',
      { caller: 'ada', commit: 'c0ffee', clean: true, tool: '1.0.0' },
      'deployed at T by ada from c0ffee; ',
    ],
    [
      'a commit that was changed',
      { caller: 'ada', commit: 'c0ffee', clean: false, tool: '1.0.0' },
      'deployed at T by ada from c0ffee with changes; ',
    ],
  ])('says what was deployed by %s', async (_, by, said) => {
    world.record(a, { by, at: 'T', state: recorded(7) });
    world.kept.set(id, terraform(7));

    expect((await told()).lines[0]).toContain(`recorded: ${said}serial 7`);
  });

  test.each<[string, FoundState, string]>([
    ['nothing', { is: 'missing' }, 'nothing'],
    ['what cannot be read', { is: 'broken', why: 'it is cut off' }, 'broken: it is cut off'],
  ])('of a stack of which %s is kept says so', async (_, found, said) => {
    world.record(a, { state: recorded(7) });
    world.kept.set(id, found);
    world.versions.set(id, [version('v7', terraform(7))]);

    expect((await told()).lines[1]).toBe(`  kept: ${said}`);
  });

  test('of a missing record says that it would be written, and writes none', async () => {
    world.kept.set(id, terraform(7));
    const { lines, ending } = await told();

    expect(lines[0]).toBe('A/main@primary  recorded: nothing that can be read');
    expect(ending).toBe('pending: would do this: it records the state');
    expect(world.recorded(a)).toBeUndefined();
  });

  test('names all that would be done, in order', async () => {
    world.versions.set(id, [version('gone', { is: 'missing' }), version('v7', terraform(7))]);

    expect((await told()).ending).toMatch(/^pending: would do this: it records the last state, and adopts /);
  });
});

test('a stack that was never deployed needs no recovery', async () => {
  expect(await recovered()).toBe('unchanged: the state agrees with the record');
  world.kept.set(id, terraform(3, 0));
  expect(await recovered()).toBe('unchanged: the state agrees with the record');
  expect(world.recorded(a)).toBeUndefined();
});
