import './test-mocked-world';
import { BulkheadError, Refusal } from '@bulkhead/errors';
import { type FoundState } from '../engines/engine-state';
import { recordPath } from '../records/record';
import { testFolder } from '../test-folder';
import { drawn, testInstance } from '../workspace/test-instances';
import { deploy } from './deploy';
import { destroy } from './destroy';
import { diff } from './diff';
import { drift } from './drift';
import { beginWorld, testRun, type TestWorld } from './test-world';

let world: TestWorld;
beforeEach(() => (world = beginWorld()));

const [a, b] = drawn('A -> B') as [ReturnType<typeof drawn>[0], ReturnType<typeof drawn>[0]];
const actions = { deploy, destroy, diff, drift };
const outcomes = async (
  verb: keyof typeof actions,
  ...options: Parameters<typeof testRun> extends [unknown, ...infer R] ? R : never
) => {
  const { run } = testRun([a, b], ...options);
  const { stacks } = await actions[verb](run);
  return Object.fromEntries(
    stacks.map(({ app, outcome, reason }) => [app, `${outcome}: ${reason.split('\n')[0]}`]),
  );
};

describe('a stack that deployed stacks depend on', () => {
  test.each<[string, () => void]>([
    ['recorded', () => world.record(b)],
    [
      'recorded in a way that cannot be read',
      () => {
        world.record(b);
        for (const [name, text] of world.parameters) world.parameters.set(name, text.slice(0, 50));
        world.record(a);
      },
    ],
    [
      'known to its engine, its record being gone',
      () => {
        world.kept.set(b.id, {
          is: 'kept',
          state: { type: 'terraform', lineage: 'b', serial: 1, mark: 'b', resources: 1 },
        });
      },
    ],
  ])('is not destroyed while one of them is %s', async (_, given) => {
    world.record(a);
    given();

    await expect(destroy(testRun([a, b], [a]).run)).rejects.toMatchObject({
      code: 'StillConsumed',
      message: expect.stringContaining('B/main@primary depends on A/main@primary'),
    });
    expect(world.asked).toEqual([]);
    expect(world.recorded(a)).toMatchObject({ outcome: 'deployed' });
  });

  describe('is not destroyed, even without a record of its own,', () => {
    const reader = testInstance('C/main@primary');
    const id = '/bulkhead/qa/A/id';
    beforeEach(() => {
      world.record(a);
      world.parameters.clear();
    });

    test.each<[string, () => void, string, string]>([
      [
        'a stack was deployed with it',
        () => world.record(b, { consumed: { [id]: 'x' } }),
        'B/main@primary depends on A/main@primary',
        'deploy them without it: npx nx run-many -t deploy --environment=qa.json -p B',
      ],
      [
        'one without code was',
        () => world.record(reader, { engine: 'cdktf', consumed: { [id]: 'x' } }),
        'C/main@primary depends on A/main@primary',
        'npx nx run-many -t destroy --environment=qa.json --orphans=C/main@primary',
      ],
      [
        'nothing is recorded of one without code',
        () => {
          world.record(reader);
          world.parameters.clear();
        },
        'C/main@primary may depend on A/main@primary',
        'npx nx run-many -t destroy --environment=qa.json --orphans=C/main@primary',
      ],
    ])('while %s', async (_, given, said, next) => {
      given();
      const independent = { ...b, consumes: [] };

      await expect(destroy(testRun([a, independent], [a]).run)).rejects.toMatchObject({
        code: 'StillConsumed',
        message: expect.stringContaining(said),
        next,
      });
      expect(world.asked).toEqual([]);
    });

    test('and is destroyed if they read something else', async () => {
      world.record(reader, {
        engine: 'cdktf',
        consumed: { '/bulkhead/qa/AB/id': 'x', [`eu-west-1:${id}`]: 'x' },
      });

      expect(await outcomes('destroy', [a])).toEqual({ A: 'destroyed: 1 resources' });
    });
  });

  describe('is not destroyed while nobody knows what a stack was deployed with, although its code reads nothing,', () => {
    const independent = { ...b, consumes: [] };
    const recordOfB = `us-east-1 ${recordPath('qa', b)}`;
    const next = 'npx nx run B:recover --environment=qa.json --stack=main --role=primary';

    test.each<[string, () => void]>([
      ['its record being cut', () => world.parameters.set(recordOfB, '{"version"')],
      ['its record being gone', () => world.parameters.delete(recordOfB)],
    ])('%s', async (_, lose) => {
      world.record(a, { published: { '/bulkhead/qa/A/id': '.' } });
      world.record(b);
      lose();

      await expect(destroy(testRun([a, independent], [a]).run)).rejects.toMatchObject({
        code: 'StillConsumed',
        message: expect.stringContaining('B/main@primary may depend on A/main@primary'),
        next,
      });
      expect(world.asked).toEqual([]);
    });

    test('and is destroyed if it publishes nothing', async () => {
      world.record(a);
      world.record(b);
      world.parameters.delete(recordOfB);

      expect((await destroy(testRun([a, independent], [a]).run)).stacks).toMatchObject([
        { outcome: 'destroyed' },
      ]);
    });
  });

  test('is destroyed together with them, and after them', async () => {
    world.record(a);
    world.record(b);
    expect(await outcomes('destroy')).toEqual({ A: 'destroyed: 1 resources', B: 'destroyed: 1 resources' });
    expect(world.asked).toEqual(['destroy B/main@primary', 'destroy A/main@primary']);
    expect(world.recorded(a)).toBeUndefined();
  });

  test('is destroyed if they were destroyed before and left an empty state', async () => {
    world.record(a);
    world.kept.set(b.id, {
      is: 'kept',
      state: { type: 'terraform', lineage: 'b', serial: 9, mark: 'b', resources: 0 },
    });

    expect(await outcomes('destroy', [a])).toEqual({ A: 'destroyed: 1 resources' });
  });
});

test('a protected environment keeps its stacks', async () => {
  world.record(a);
  const { run } = testRun([a], [a], {}, { protected: true });

  await expect(destroy(run)).rejects.toMatchObject({ code: 'ProtectedEnvironment' });
  expect(world.asked).toEqual([]);
});

test.each(['deploy', 'destroy'] as const)(
  'a refusal during %s is reported as refused and leaves the record unchanged',
  async (verb) => {
    world.record(a, { outcome: 'failed' });
    const before = world.recorded(a);
    world.engine[verb] = async () => {
      throw new Refusal('StateLocked', 'Somebody is at work.');
    };

    expect(await outcomes(verb, [a])).toEqual({ A: 'refused: Somebody is at work.' });
    expect(world.recorded(a)).toEqual(before);
  },
);

test('a refused first deploy leaves no record', async () => {
  world.engine.deploy = async () => {
    throw new Refusal('StateLocked', 'Somebody is at work.');
  };

  expect(await outcomes('deploy', [a])).toEqual({ A: 'refused: Somebody is at work.' });
  expect(world.recorded(a)).toBeUndefined();
});

test.each([
  ['deploy', 'failed'],
  ['destroy', 'destroying'],
] as const)('after a failed %s the record has the failure and the new state', async (verb, outcome) => {
  world.record(a, { outcome: 'failed' });
  const state = { type: 'terraform', lineage: a.id, serial: 2, mark: 'later', resources: 1 } as const;
  world.engine[verb] = async () => {
    world.kept.set(a.id, { is: 'kept', state });
    throw new BulkheadError('TerraformFailed', 'AWS says no.');
  };

  expect(await outcomes(verb, [a])).toEqual({ A: 'failed: AWS says no.' });
  expect(world.recorded(a)).toMatchObject({ outcome, state });
});

test('a deploy records who deployed what, with which state', async () => {
  const state = { type: 'terraform', lineage: 'new', serial: 1, mark: 'new', resources: 7 } as const;
  world.engine.deploy = async () => {
    expect(world.recorded(a)).toMatchObject({ outcome: 'deploying' });
    world.kept.set(a.id, { is: 'kept', state });
    return { added: 7, changed: 0, destroyed: 0 };
  };

  expect(await outcomes('deploy', [a])).toEqual({ A: 'deployed: never deployed' });
  expect(world.recorded(a)).toMatchObject({
    of: { environment: 'qa', role: 'primary', app: 'A', stack: 'main' },
    engine: 'cdktf',
    outcome: 'deployed',
    by: { caller: 'ada@laptop', tool: expect.stringMatching(/^\d/) },
    state,
  });
});

test('a stack that failed after a deploy is still known to have been deployed', async () => {
  world.record(a, { outcome: 'deployed', at: 'once', files: { gone: '' } });
  world.engine.deploy = async () => {
    throw new BulkheadError('TerraformFailed', 'AWS says no.');
  };
  await outcomes('deploy', [a]);

  expect(world.recorded(a)).toMatchObject({ outcome: 'failed', lastDeploy: { at: 'once' } });
});

const states: Record<string, FoundState> = {
  lost: { is: 'missing' },
  emptied: { is: 'kept', state: { type: 'terraform', lineage: a.id, serial: 9, mark: 'x', resources: 0 } },
  older: { is: 'kept', state: { type: 'terraform', lineage: a.id, serial: 0, mark: 'x', resources: 1 } },
  foreign: { is: 'kept', state: { type: 'terraform', lineage: 'other', serial: 9, mark: 'x', resources: 1 } },
};
const changedRecords: Record<string, (text: string) => string> = {
  cut: (text) => text.slice(0, 60),
  newer: (text) => text.replace('"version":2', '"version":9'),
  'of another stack': (text) => text.replace('"app":"A"', '"app":"B"'),
};

describe.each(Object.keys(actions) as (keyof typeof actions)[])('%s', (verb) => {
  test.each(Object.keys(states))('touches nothing while the state is %s', async (is) => {
    world.record(a);
    world.kept.set(a.id, states[is] as FoundState);

    expect(await outcomes(verb, [a])).toEqual({
      A: expect.stringMatching(/^refused: What Terraform knows of A/),
    });
    expect(world.asked).toEqual([]);
  });

  test.each(Object.keys(changedRecords))('touches nothing while the record is %s', async (is) => {
    world.record(a);
    for (const [name, text] of world.parameters) world.parameters.set(name, changedRecords[is]?.(text) ?? '');

    expect(await outcomes(verb, [a])).toEqual({
      A: expect.stringMatching(/^refused: What is recorded of A/),
    });
    expect(world.asked).toEqual([]);
  });
});

test('if only the record is gone, a deploy continues from the state', async () => {
  const unfinished: boolean[] = [];
  world.record(a);
  world.parameters.clear();
  world.engine.deploy = async (request) => {
    unfinished.push(request.unfinished);
    return { added: 0, changed: 0, destroyed: 0 };
  };

  expect(await outcomes('deploy', [a])).toEqual({ A: 'deployed: never deployed' });
  expect(unfinished).toEqual([true]);
});

describe('a parameter that a stack published', () => {
  const path = '/bulkhead/qa/A/id';
  const use = { contract: 'A', key: 'id', path, kind: 'string', pattern: '^id-[0-9]$' } as const;
  const name = `${a.region} ${path}`;
  beforeEach(() => {
    world.synthesized.set(a.id, { publishes: [use], directory: testFolder() });
    world.record(a, { published: { [path]: use.pattern }, publishedValues: { [path]: 'id-1' } });
    world.parameters.set(name, 'id-1');
  });

  test.each<[string, string | undefined, string]>([
    ['is as it was', 'id-1', 'unchanged: nothing differs from what is deployed'],
    ['has another value that keeps the contract', 'id-2', 'unchanged: nothing differs from what is deployed'],
    [
      'was changed to what it must not be',
      'x',
      `deployed: ${path} was changed from id-1 to x by somebody else`,
    ],
    ['was deleted by hand', undefined, `deployed: ${path} was deleted by somebody else`],
  ])('and that %s: %s', async (_, value, expected) => {
    if (value === undefined) world.parameters.delete(name);
    else world.parameters.set(name, value);
    world.engine.deploy = async () => {
      world.parameters.set(name, 'id-1');
      return { added: 0, changed: 1, destroyed: 0 };
    };

    expect(await outcomes('deploy', [a])).toEqual({ A: expected });
    expect(await outcomes('deploy', [a])).toEqual({ A: 'unchanged: nothing differs from what is deployed' });
  });

  test('is written back before CloudFormation runs, which looks at no parameter that the template does not change', async () => {
    const service = { ...a, engine: 'cdk' } as const;
    world.kept.set(a.id, { is: 'kept', state: { type: 'cloudformation', stackId: 'one', resources: 1 } });
    world.record(service, {
      published: { [path]: use.pattern },
      publishedValues: { [path]: 'id-1' },
      engine: 'cdk',
      state: { type: 'cloudformation', stackId: 'one', resources: 1 },
    });
    world.parameters.delete(name);
    world.engine.deploy = async () => {
      expect(world.parameters.get(name)).toBe('id-1');
      return { added: 0, changed: 0, destroyed: 0 };
    };
    const { stacks } = await deploy(testRun([service], [service]).run);

    expect(stacks).toMatchObject([{ outcome: 'deployed' }]);
  });

  test('and that was deleted is a reason for a diff to show the stack', async () => {
    world.parameters.delete(name);

    expect(await outcomes('diff', [a])).toEqual({ A: expect.stringMatching(`^done: .*${path} was deleted`) });
  });
});
test('if only the record is gone, drift compares, and says that the record is gone', async () => {
  world.record(a);
  world.parameters.clear();

  expect(await outcomes('drift', [a])).toEqual({
    A: 'done: no drift in 1 resources; its record is gone: the next deploy, or `recover`, writes it anew',
  });
  expect(world.asked).toEqual(['drift A/main@primary']);
});

test.each(['deploy', 'diff', 'drift'] as const)(
  'if state and record are gone, and there was a state, %s touches nothing',
  async (verb) => {
    const state = { type: 'terraform', lineage: 'a', serial: 1, mark: 'a', resources: 5 } as const;
    world.versions.set(a.id, [{ id: 'v', at: '', found: { is: 'kept', state }, text: '' }]);

    expect(await outcomes(verb, [a])).toEqual({
      A: expect.stringMatching(
        /^refused: .*there is no state and no record, and the last state had 5 resources/,
      ),
    });
    expect(world.asked).toEqual([]);
  },
);

test('drift prints refusals above the compared stacks', async () => {
  for (const instance of [a, b]) world.record(instance);
  world.kept.set(b.id, { is: 'missing' });
  const { run, output } = testRun([a, b]);
  await drift({ ...run, parallel: 1 });

  expect(output.lines.map((line) => line.split(' ')[0])).toEqual(['B/main@primary', 'A/main@primary']);
});

test.each([
  ['diff', 'done: no resources to touch: never deployed', 'diff A/main@primary'],
  ['destroy', 'destroyed: 1 resources', 'destroy A/main@primary'],
] as const)('if only the record is gone, %s uses the state', async (verb, said, asked) => {
  world.record(a);
  world.parameters.clear();

  expect(await outcomes(verb, [a])).toEqual({ A: said });
  expect(world.asked).toEqual([asked]);
});

test.each(['deploy', 'destroy'] as const)(
  'a state that is lost while a %s waits for its turn is noticed',
  async (verb) => {
    world.record(a, { outcome: 'failed' });
    world.record(b, { outcome: 'failed' });
    // Either stack may come first. By then the other one has been listed.
    let other: string | undefined;
    world.engine[verb] = async ({ instance }) => {
      other ??= [a.id, b.id].find((id) => id !== instance.id);
      world.kept.set(other ?? '', { is: 'missing' });
      return { added: 1, changed: 0, destroyed: 1 };
    };
    const results = Object.values(await outcomes(verb));

    expect(results.filter((result) => result.startsWith('refused: What Terraform knows'))).toHaveLength(1);
  },
);
