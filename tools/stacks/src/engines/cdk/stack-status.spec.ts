import { parseEnvironment } from '@bulkhead/config';
import { BulkheadError } from '@bulkhead/errors';
import { testAws, useTestAws } from '../../test-aws/test-aws';
import { type Synthesized } from '../../synthesis/synthesize';
import { testInstance } from '../../workspace/test-instances';
import { type EngineRequest } from '../engine';
import { withCloudFormation } from './described-stack';
import { untilSettled } from './stack-status';

useTestAws();

const requesting = (signal = new AbortController().signal): { request: EngineRequest; lines: string[] } => {
  const lines: string[] = [];
  const emulator = { name: 'qa', preset: 'saas', account: '123456789012', target: 'emulator' };
  return {
    lines,
    request: {
      workspaceRoot: '/workspace',
      environment: parseEnvironment(emulator, 'qa.json'),
      instance: testInstance('app-platform/service@primary', { engine: 'cdk' }),
      synthesized: { name: 's' } as Synthesized,
      signal,
      unfinished: true,
      progress: (line) => lines.push(line),
    },
  };
};
const settled = (request: EngineRequest, patienceMs?: number) =>
  withCloudFormation('us-east-1', (client) => untilSettled(client, request, patienceMs));
const left = (status: string) => testAws().cloudFormation.left('s', (stack) => stack.become(status));

test.each([
  'CREATE_COMPLETE',
  'UPDATE_ROLLBACK_COMPLETE',
  'ROLLBACK_COMPLETE',
  'REVIEW_IN_PROGRESS',
  'UPDATE_ROLLBACK_FAILED',
])('a stack that is %s is not waited for', async (status) => {
  const { id } = left(status);
  const { request, lines } = requesting();

  expect(await settled(request)).toMatchObject({ id, status });
  expect(lines).toEqual([]);
});

test('a missing stack is not waited for', async () => {
  expect(await settled(requesting().request)).toBeUndefined();
});

test.each([
  ['an update', ['UPDATE_IN_PROGRESS', 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', 'UPDATE_COMPLETE']],
  ['a roll back', ['ROLLBACK_IN_PROGRESS', 'ROLLBACK_COMPLETE']],
  ['a deletion', ['DELETE_IN_PROGRESS', 'DELETE_COMPLETE']],
])('%s that an earlier run started is waited for, and this is reported once', async (_, statuses) => {
  const [first = '', ...rest] = statuses;
  const stack = left(first);
  const goOn = () => {
    const next = rest.shift();
    if (!next) return;
    stack.become(next);
    if (rest.length > 0) testAws().cloudFormation.atWork(stack, next, 1, goOn);
  };
  testAws().cloudFormation.atWork(stack, first, 1, goOn);
  const { request, lines } = requesting();

  const last = statuses.at(-1);
  const found = await settled(request);
  expect(found?.status).toBe(last === 'DELETE_COMPLETE' ? undefined : last);
  expect(lines).toEqual([expect.stringContaining(`(${first})`)]);
});

test('a creation that the emulator does not finish counts as failed', async () => {
  left('CREATE_IN_PROGRESS');

  expect(await settled(requesting().request, 0)).toMatchObject({ status: 'CREATE_FAILED', givenUp: true });
});

test('any other operation that the emulator does not finish is an error', async () => {
  left('UPDATE_IN_PROGRESS');

  await expect(settled(requesting().request, 0)).rejects.toMatchObject({
    code: 'StackStuck',
    next: expect.stringContaining('npx nx run emulator:stop'),
  });
});

test('the wait ends with the run', async () => {
  left('UPDATE_IN_PROGRESS');
  const controller = new AbortController();
  const waiting = settled(requesting(controller.signal).request);
  const reason = new BulkheadError('Interrupted', 'Ctrl-C');
  setTimeout(() => controller.abort(reason), 100);

  await expect(waiting).rejects.toBe(reason);
});
