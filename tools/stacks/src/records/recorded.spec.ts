import { Refusal } from '@bulkhead/errors';
import { testInstance } from '../workspace/test-instances';
import { type DeployedState } from './deployed-state';
import { type DeployRecord } from './record';
import { recorded, type RecordedWork } from './recorded';
import { testRecord } from './test-records';

const instance = testInstance('network/vpc@primary');
const before = testRecord({ at: 'before' });
const during = testRecord({ at: 'during', outcome: 'deploying' });
const after = testRecord({ at: 'after' });
const failed = testRecord({ at: 'failed', outcome: 'failed' });

/** The texts of the record, in order. */
let written: (string | undefined)[];
/** The error for a write, by the written text. */
let outage: Map<string, Error>;
beforeEach(() => {
  written = [];
  outage = new Map();
});

const state = {
  async writeRecord(of: object, { at }: DeployRecord) {
    expect(of).toBe(instance);
    const error = outage.get(at);
    if (error) throw error;
    written.push(at);
  },
  async deleteRecord(of: object) {
    expect(of).toBe(instance);
    written.push(undefined);
  },
} as Partial<DeployedState> as DeployedState;

const recording = (over: Partial<RecordedWork<string>>) =>
  recorded(state, {
    instance,
    before,
    during,
    failed: async () => failed,
    isUnderWay: () => false,
    work: async () => ({ result: 'made', after }),
    ...over,
  });

/** Work that fails in one of its attempts. */
const failing =
  (error: Error, attempts = 1): RecordedWork<string>['work'] =>
  async (attempt) => {
    for (let count = 0; count < attempts; count++) attempt();
    throw error;
  };
const refusal = new Refusal('StateMismatch', 'There is no state.');
const failure = new Error('the engine failed');

test('the record while an engine is at work is replaced when the engine has ended', async () => {
  const work = async () => {
    expect(written).toEqual(['during']);
    return { result: 'made', after };
  };

  expect(await recording({ work })).toBe('made');
  expect(written).toEqual(['during', 'after']);
});

test('no record stays of a stack of which nothing is left', async () => {
  await recording({ work: async () => ({ result: 'destroyed', after: undefined }) });

  expect(written).toEqual(['during', undefined]);
});

test.each<[string, Partial<RecordedWork<string>>, Error, (string | undefined)[]]>([
  ['an engine that failed, the failure', { work: failing(failure) }, failure, ['during', 'failed']],
  [
    'a refusal before any attempt, what was before',
    { work: failing(refusal, 0) },
    refusal,
    ['during', 'before'],
  ],
  [
    'a refusal of the first attempt, what was before',
    { work: failing(refusal) },
    refusal,
    ['during', 'before'],
  ],
  [
    'a refusal of a stack without a record, nothing',
    { work: failing(refusal), before: undefined },
    refusal,
    ['during', undefined],
  ],
  [
    'a refusal of a further attempt, the failure, since the first may have touched something',
    { work: failing(refusal, 2) },
    refusal,
    ['during', 'failed'],
  ],
  [
    'an engine that may be at work still, that it is',
    { work: failing(failure), isUnderWay: () => true },
    failure,
    ['during'],
  ],
])('after %s is recorded', async (_, work, error, expected) => {
  await expect(recording(work)).rejects.toBe(error);
  expect(written).toEqual(expected);
});

test('if a failure cannot be recorded, the failure is the reported error', async () => {
  outage.set('failed', new Error('503'));

  await expect(recording({ work: failing(failure) })).rejects.toBe(failure);
  await expect(
    recording({ work: failing(failure), failed: () => Promise.reject(new Error('no state')) }),
  ).rejects.toBe(failure);
});

test('no engine works on a stack if that cannot be recorded', async () => {
  outage.set('during', new Error('503'));
  const work = jest.fn();

  await expect(recording({ work })).rejects.toThrow('503');
  expect(work).not.toHaveBeenCalled();
});
