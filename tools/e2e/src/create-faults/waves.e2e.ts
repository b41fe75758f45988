import { type FaultKind } from './faulted-calls';
import { type Trial } from './faulted-deployments';
import { inventoryDifferences } from './inventory-differences';
import { readOptions } from './options';
import { lineOf, textOf } from './report';
import { sampleOf } from '../sample';
import { culpritsOf, inWaves } from './waves';

/** Deployments in which a call is reached if what it waits for was not faulted, and in which some calls never heal. */
function deploymentsOf(waitsFor: Readonly<Record<string, string>>, bad: readonly string[] = []) {
  const tried: string[][] = [];
  return {
    tried,
    try: (kind: FaultKind, wanted: ReadonlySet<string>): Promise<Trial> => {
      const hit = [...wanted].filter((call) => {
        for (let need = waitsFor[call]; need !== undefined; need = waitsFor[need]) {
          if (wanted.has(need)) return false;
        }
        return call !== 'never';
      });
      tried.push(hit);
      const divergences = hit.filter((call) => bad.includes(call)).map((call) => `${call} is doubled`);
      return Promise.resolve({ kind, hit, failedReads: new Map(), disturbed: 'failed', divergences });
    },
  };
}

test('each call is faulted once, together with those that do not wait for it', async () => {
  const deployments = deploymentsOf({ subnet: 'vpc', route: 'subnet' });
  const trials: Trial[] = [];
  const calls = ['vpc', 'subnet', 'route', 'key', 'never'];
  const unreached = await inWaves(deployments, 'answer-lost', calls, (trial) => void trials.push(trial));

  expect(trials.map(({ hit }) => hit)).toEqual([['vpc', 'key'], ['subnet'], ['route']]);
  expect(unreached).toEqual(['never']);
});

test('of a trial that diverges, the calls are found that do it alone', async () => {
  const deployments = deploymentsOf({}, ['b', 'e']);
  const trial = await deployments.try('answer-lost', new Set(['a', 'b', 'c', 'd', 'e']));
  const culprits = await culpritsOf(deployments, trial);

  expect(culprits.map(({ hit }) => hit)).toEqual([['b'], ['e']]);
});

test('what is missing and what is doubled is told by kind', () => {
  expect(
    inventoryDifferences(
      { vpcs: ['a'], keys: ['k', 'k'], roles: ['r'] },
      { vpcs: ['a', 'a'], keys: ['k'], roles: ['r'] },
    ),
  ).toEqual(['vpcs: + a', 'keys: - k']);
});

test('a seed draws the same sample each time, another one another', () => {
  const calls = Array.from({ length: 50 }, (_, index) => `call ${index}`);

  expect(sampleOf(calls, 5, 1)).toHaveLength(5);
  expect(sampleOf(calls, 5, 1)).toEqual(sampleOf(calls, 5, 1));
  expect(sampleOf(calls, 5, 2)).not.toEqual(sampleOf(calls, 5, 1));
  expect(sampleOf(calls, Infinity, 1)).toEqual(calls);
});

test('the options choose stacks, kinds and calls, and say what is allowed', () => {
  const known = ['network/vpc', 'database/relational'];

  expect(readOptions([], known)).toMatchObject({ seed: 1, sample: Infinity, stacks: known, bisect: false });
  expect(readOptions(['--stack=network/vpc', '--kind=read-fails', '--sample=4'], known)).toMatchObject({
    stacks: ['network/vpc'],
    kinds: ['read-fails'],
    sample: 4,
  });
  for (const wrong of ['--stack=vpc', '--kind=lost', '--sample=0', '--seed=x', '--call=(', '--all'])
    expect(() => readOptions([wrong], known)).toThrow(expect.objectContaining({ code: 'InvalidOption' }));
});

test('the table counts calls, and every divergence is told below it', () => {
  const text = textOf([
    {
      stack: 'network/vpc',
      engine: 'Terraform',
      kind: 'answer-lost',
      calls: 69,
      unreached: ['never'],
      failedReads: 0,
      trials: 3,
      diverged: [{ calls: ['ec2:CreateVpc #1'], divergences: ['vpcs: + 10.0.0.0/16'] }],
      seconds: 61.4,
    },
  ]);

  expect(text).toMatch(/network\/vpc +answer-lost +69 +68 +3 +67 +1 +61\n/);
  expect(text).toContain('after ec2:CreateVpc #1\n  vpcs: + 10.0.0.0/16\n');
  expect(text).toContain('never called: never');
});

test('a trial is told on one line, its divergences below', () => {
  const trial: Trial = {
    kind: 'read-fails',
    hit: ['a', 'b'],
    failedReads: new Map([['a', 'ec2:DescribeVpcs AccessDenied']]),
    disturbed: 'failed: denied',
    divergences: ['the next run failed: x'],
  };

  expect(lineOf('network/vpc', trial)).toBe(
    'network/vpc read-fails: 2 calls, 1 reads failed; disturbed: failed: denied; then diverged\n    the next run failed: x',
  );
});
