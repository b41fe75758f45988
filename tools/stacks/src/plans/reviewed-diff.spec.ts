import { join } from 'node:path';
import { rmSync, writeFileSync } from 'node:fs';
import { type EngineRequest } from '../engines/engine';
import { EngineFailure } from '../engines/engine-failure';
import { type DeployRecord } from '../records/record';
import { type Run, type RunOptions } from '../run/run';
import { testFolder } from '../test-folder';
import { testInstance } from '../workspace/test-instances';
import { keptFolder, writeDiffFile } from './diff-file';
import { type StackDiff } from './diff-schema';
import { artifactDigests } from '../synthesis/artifact-digests';
import { testRecord } from '../records/test-records';
import { type Approval } from './approvals';
import { onTerms, openReviewedDiff, type ReviewedDiff } from './reviewed-diff';
import { replacedKey, testStackDiff } from './test-diffs';

const network = testInstance('network/vpc@primary');
const database = testInstance('database/relational@primary');
const at = '2026-01-01T00:00:00.000Z';

/** A run with a plan for the network, as `diff` writes it. */
function reviewedRun(over: Partial<StackDiff> = {}, environment: object = {}) {
  const root = testFolder({
    'qa/primary/network/vpc/plan.bin': 'plan',
    'qa/primary/network/vpc/synth/stack.json': { app: 'network', template: 'cdk.tf.json' },
  });
  const planned = testStackDiff(network.id, {
    basis: {
      record: { outcome: 'deployed', at },
      consumed: { '/vpc': 'vpc-1' },
      deployed: 'digest',
      artifacts: artifactDigests(join(root, 'qa/primary/network/vpc')),
    },
    ...over,
  });
  writeDiffFile(join(root, 'qa.json'), {
    version: 1,
    environment: 'qa',
    account: '123456789012',
    at,
    stacks: [planned, testStackDiff(database.id, { outcome: 'unchanged' })],
    orphans: [],
  });
  const lines: string[] = [];
  const run = {
    workspaceRoot: root,
    workingDirectory: root,
    environment: { name: 'qa', account: '123456789012', protected: true, ...environment },
    options: { environment: 'qa.json', plan: 'qa.json' } as RunOptions,
    selected: [network, database],
    output: { line: (text: string) => lines.push(text) },
  } as unknown as Run;
  return { root, run, lines, kept: keptFolder(join(root, 'qa'), network) };
}

const opened = (run: Run) => openReviewedDiff(run) as ReviewedDiff;

test('without the option there is no plan', () => {
  const { run } = reviewedRun();

  expect(openReviewedDiff({ ...run, options: { environment: 'qa.json' } })).toBeUndefined();
});

test.each([
  ['name', { name: 'dev' }],
  ['account', { account: '210987654321' }],
])('an environment of another %s is refused', (_, environment) => {
  expect(() => opened(reviewedRun({}, environment).run)).toThrow(
    expect.objectContaining({
      code: 'PlanStale',
      next: expect.stringContaining('-t diff --environment=qa.json'),
    }),
  );
});

test('a plan says nothing of the stacks that it has no changes for', () => {
  const { run, lines } = reviewedRun();
  opened({ ...run, selected: [network] });

  expect(lines).toEqual([]);
});

test('a plan of another environment is refused with its environment and the right command', () => {
  expect(() => opened(reviewedRun({}, { name: 'dev', account: '210987654321' }).run)).toThrow(
    expect.objectContaining({
      message: 'qa.json is of environment qa in account 123456789012, not of dev in 210987654321.',
      // The new plan is another file.
      next: 'deploy it to qa, or npx nx run-many -t diff --environment=qa.json, and review it; then write --plan=dist/diff/dev.json',
    }),
  );
});

test('a planned stack that the command does not select is named', () => {
  const { run, lines } = reviewedRun();
  opened({ ...run, selected: [database] });

  expect(lines).toEqual(['planned, but not selected: network/vpc@primary']);
});

test('the kept files of the planned stacks are deployed', () => {
  const { run, kept } = reviewedRun();
  const synthesized = opened(run).synthesized([network, database]);

  expect([...synthesized]).toEqual([
    [network, { app: 'network', template: 'cdk.tf.json', directory: join(kept, 'synth') }],
  ]);
});

test.each<[string, (kept: string) => void, string]>([
  ['edited', (kept) => writeFileSync(join(kept, 'synth/stack.json'), '{}'), 'synth/stack.json'],
  ['replaced', (kept) => writeFileSync(join(kept, 'plan.bin'), 'other'), 'plan.bin'],
  ['removed', (kept) => rmSync(join(kept, 'plan.bin')), 'plan.bin of what was kept is gone'],
  ['added', (kept) => writeFileSync(join(kept, 'synth/more.json'), ''), 'synth/more.json'],
  ['removed altogether', (kept) => rmSync(kept, { recursive: true }), 'plan.bin of what was kept is gone'],
])('a stack of which something was %s is refused, naming it', (_, tamper, said) => {
  const { run, kept } = reviewedRun();
  tamper(kept);

  expect(opened(run).synthesized([network]).get(network)).toMatchObject({
    code: 'PlanStale',
    message: expect.stringContaining(said),
  });
});

test('each changed file of a stack is named, and no other', () => {
  const { run, kept } = reviewedRun();
  writeFileSync(join(kept, 'synth/b.json'), '');
  writeFileSync(join(kept, 'synth/a.json'), '');

  expect(opened(run).synthesized([network]).get(network)).toMatchObject({
    message: [
      'The plan for network/vpc@primary is no longer what a deploy would do:',
      'synth/a.json of what was kept is not what it was',
      'synth/b.json of what was kept is not what it was',
    ].join('\n  '),
    next: expect.stringContaining('-t diff --environment=qa.json, and review it'),
  });
});

describe('a stack', () => {
  test('that was renamed cannot be deployed by a plan, and the message says how', () => {
    const plan = opened(reviewedRun().run);

    expect(() => plan.refuseRenamed(network, 'network/core@primary')).toThrow(
      expect.objectContaining({
        code: 'NotPlanned',
        message: expect.stringContaining('network/vpc@primary was network/core@primary'),
        next: expect.stringMatching(
          /^npx nx run network:deploy --environment=qa\.json --stack=vpc --role=primary, then npx nx run-many -t diff/,
        ),
      }),
    );
  });

  test('that the plan does not have cannot be asked about', () => {
    const plan = opened(reviewedRun().run);
    const other = testInstance('other/main@primary');

    expect(() => plan.planOf(other)).toThrow(RangeError);
    expect(() => plan.requireFresh(other, undefined, new Map())).toThrow('other/main@primary');
  });

  test.each([
    ['planned', undefined],
    ['unchanged', 'the plan has no changes for it'],
  ] as const)('that is %s has nothing to deploy because: %s', (outcome, why) => {
    expect(opened(reviewedRun({ outcome }).run).nothingToDeploy(network)).toBe(why);
  });

  test('that is not in the plan has nothing to deploy', () => {
    const other = testInstance('other/main@primary');

    expect(opened(reviewedRun().run).nothingToDeploy(other)).toBe('not in the plan');
  });

  test.each(['deferred', 'refused', 'failed'] as const)('that was %s is refused', (outcome) => {
    const { run } = reviewedRun({ outcome, reason: 'as it was' });

    expect(() => opened(run).nothingToDeploy(network)).toThrow(
      expect.objectContaining({
        code: 'NotPlanned',
        message: expect.stringContaining(`It was ${outcome}: as it was`),
        next: expect.stringContaining('npx nx run-many -t diff'),
      }),
    );
  });
});

describe('a plan', () => {
  const consumed = new Map([['/vpc', 'vpc-1']]);

  test('is fresh while record and values are unchanged', () => {
    expect(() => opened(reviewedRun().run).requireFresh(network, testRecord(), consumed)).not.toThrow();
  });

  test.each<[string, DeployRecord | undefined, Map<string, string>, string]>([
    ['another deploy', testRecord({ at: '2026-01-02' }), consumed, 'now is deployed at 2026-01-02'],
    ['a deploy that failed', testRecord({ outcome: 'failed' }), consumed, `now is failed at ${at}`],
    ['a destroy', undefined, consumed, 'now is not recorded'],
    ['another value', testRecord(), new Map([['/vpc', 'vpc-2']]), '/vpc changed from vpc-1 to vpc-2'],
    ['a value that went', testRecord(), new Map(), '/vpc changed from vpc-1 to (nothing)'],
    [
      'a value that came',
      testRecord(),
      new Map([...consumed, ['/x', 'y']]),
      '/x changed from (nothing) to y',
    ],
  ])('is stale after %s, and says so', (_, now, values, said) => {
    expect(() => opened(reviewedRun().run).requireFresh(network, now, values)).toThrow(
      expect.objectContaining({ code: 'PlanStale', message: expect.stringContaining(said) }),
    );
  });

  test('that has become stale in several ways says all of them, in order', () => {
    const now = new Map([
      ['/z', 'z'],
      ['/vpc', 'vpc-2'],
    ]);

    expect(() => opened(reviewedRun().run).requireFresh(network, undefined, now)).toThrow(
      [
        'The plan for network/vpc@primary is no longer what a deploy would do:',
        `it was deployed at ${at}, and now is not recorded`,
        '/vpc changed from vpc-1 to vpc-2',
        '/z changed from (nothing) to z',
      ].join('\n  '),
    );
  });

  test('that does not say what it was made over is stale once the stack is recorded', () => {
    const plan = opened(reviewedRun({ basis: undefined }).run);

    expect(() => plan.requireFresh(network, undefined, new Map())).not.toThrow();
    expect(() => plan.requireFresh(network, testRecord(), new Map())).toThrow(/it was never deployed/);
    expect(plan.planOf(network).deployed).toBeUndefined();
  });

  test('of a stack that was never deployed is stale once it is', () => {
    const basis = { record: null, consumed: { '/vpc': 'vpc-1' }, artifacts: {} };
    const plan = opened(reviewedRun({ basis }).run);

    expect(() => plan.requireFresh(network, undefined, consumed)).not.toThrow();
    expect(() => plan.requireFresh(network, testRecord(), consumed)).toThrow(/it was never deployed/);
  });
});

describe('an engine', () => {
  const request = {} as EngineRequest;
  const counts = { added: 0, changed: 0, destroyed: 0 };
  /** The input of an engine for a deploy. */
  const told = async (reviewed?: ReviewedDiff, approvals: readonly Approval[] = []) => {
    const deploy = jest.fn<Promise<typeof counts>, [EngineRequest]>().mockResolvedValue(counts);
    await onTerms(deploy, network, { '/vpc': 'vpc-1' }, reviewed, approvals)(request);
    return deploy.mock.calls[0]?.[0];
  };

  test('gets the reviewed plan and the values to deploy with', async () => {
    const { run, kept } = reviewedRun();

    expect(await told(opened(run))).toMatchObject({
      reviewed: { file: join(kept, 'plan.bin'), deployed: 'digest' },
      consumed: new Map([['/vpc', 'vpc-1']]),
    });
  });

  test('has to ask for every needed approval', async () => {
    const refuse = (changes: unknown) => {
      expect(changes).toEqual([replacedKey]);
      throw new Error('no');
    };
    const { approve } = (await told(undefined, [() => undefined, refuse])) ?? {};

    expect(() => approve?.([replacedKey])).toThrow('no');
  });

  test('gets no reviewed plan if there was none', async () => {
    expect(await told()).toEqual({ consumed: new Map([['/vpc', 'vpc-1']]) });
  });

  test('that was stopped while it carried out a plan failed for that reason', async () => {
    const stopped = new Error('Ctrl-C');
    const { run } = reviewedRun();
    const deploy = onTerms(() => Promise.reject(stopped), network, {}, opened(run), []);

    await expect(deploy(request)).rejects.toBe(stopped);
  });

  test('is not told to ask if no approval is needed', async () => {
    expect(await told()).not.toHaveProperty('approve');
  });

  test('that fails at a reviewed plan is not run again, though it might succeed', async () => {
    const { run } = reviewedRun();
    const failure = new EngineFailure('TerraformFailed', 'Rate exceeded', 'throttling');
    const deploy = (reviewed?: ReviewedDiff) =>
      onTerms(() => Promise.reject(failure), network, {}, reviewed, [])(request);
    const error: unknown = await deploy(opened(run)).catch((thrown: unknown) => thrown);

    expect(error).not.toBeInstanceOf(EngineFailure);
    expect(error).toMatchObject({ code: 'TerraformFailed', next: expect.stringContaining('-t diff') });
    await expect(deploy()).rejects.toBe(failure);
  });
});
