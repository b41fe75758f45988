import { type Deployment } from '../deployments';
import { originOf } from './origin';

const ended = new Date('2026-11-24T12:00:00Z');
const minutes = (count: number) => new Date(ended.getTime() + count * 60_000);
const tags = { environment: 'test', app: 'network', stack: 'vpc', owner: undefined };
const deployment: Deployment = {
  role: 'primary',
  app: 'network',
  stack: 'vpc',
  outcome: 'deployed',
  at: ended,
  commit: undefined,
  isClean: undefined,
  seconds: 600,
};
const verdict = (captured: Date | undefined, ...records: Partial<Deployment>[]) =>
  originOf(
    { tags, captured },
    { deployments: records.map((over) => ({ ...deployment, ...over })), unreadable: 0 },
    'test',
  ).verdict;

test.each<[string, number, Partial<Deployment>, string]>([
  ['during the deployment', -5, {}, 'deploy'],
  ['at its start, by another clock', -10.5, {}, 'deploy'],
  ['just after, as AWS Config is slow', 14, {}, 'deploy'],
  ['long after', 16, {}, 'drift'],
  ['before its start', -12, {}, 'unknown'],
  ['before the end of one of unknown length', -5, { seconds: undefined }, 'unknown'],
  ['after the end of one of unknown length', 16, { seconds: undefined }, 'drift'],
  ['before the end of one that failed', -5, { outcome: 'failed' }, 'unknown'],
  ['long after one that failed', 16, { outcome: 'failed' }, 'drift'],
  ['while the stack is deployed', 30, { outcome: 'deploying' }, 'deploy'],
  ['while the stack is destroyed', 30, { outcome: 'destroying' }, 'deploy'],
  ['before the present deployment', -2, { outcome: 'deploying' }, 'unknown'],
  ['a day after a run that was killed', 24 * 60, { outcome: 'deploying' }, 'unknown'],
])('P2.8: a change that was seen %s (%d min) with %j: %s', (_, after, record, expected) => {
  expect(verdict(minutes(after), record)).toBe(expected);
});

test('P2.8: a stack in two roles is deployed if one of them is', () => {
  expect(verdict(minutes(60), {}, { role: 'dr', at: minutes(62), seconds: 300 })).toBe('deploy');
  expect(verdict(minutes(60), {}, { role: 'dr' })).toBe('drift');
});

test.each<[string, Parameters<typeof originOf>[0], Parameters<typeof originOf>[1]]>([
  [
    'without tags',
    { tags: { ...tags, app: undefined }, captured: ended },
    { deployments: [deployment], unreadable: 0 },
  ],
  [
    'of another environment',
    { tags: { ...tags, environment: 'prod' }, captured: ended },
    { deployments: [deployment], unreadable: 0 },
  ],
  ['without a time', { tags, captured: undefined }, { deployments: [deployment], unreadable: 0 }],
  [
    'of a stack without a record',
    { tags: { ...tags, stack: 'other' }, captured: ended },
    { deployments: [deployment], unreadable: 1 },
  ],
  ['without an answer of SSM', { tags, captured: ended }, { failure: 'SSM is away.' }],
])('P2.8: a change %s is unknown, and says why', (_, change, known) => {
  expect(originOf(change, known, 'test')).toEqual({
    verdict: 'unknown',
    why: expect.stringMatching(/\w{3}.*\.$/),
  });
});
