import { type CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { deletedStack, untilEnded } from './stack-operation';
import { type StackSite } from './stack-site';

const id = 'arn:aws:cloudformation:us-east-1:123456789012:stack/qa-service/1';

/** A CloudFormation whose stack has these statuses one after another, and then does not exist. */
function through(...statuses: string[]) {
  const calls: object[] = [];
  const client = {
    send: (command: { constructor: { name: string }; input: object }) => {
      calls.push({ [command.constructor.name]: command.input });
      if (command.constructor.name !== 'DescribeStacksCommand') return Promise.resolve({});
      const StackStatus = statuses.shift();
      return Promise.resolve(StackStatus ? { Stacks: [{ StackId: id, StackStatus }] } : { Stacks: [] });
    },
  } as unknown as CloudFormationClient;
  return { client, calls };
}

const site = (over: Partial<StackSite> = {}) =>
  ({ pollingMs: 1, signal: new AbortController().signal, ...over }) as StackSite;

test('CloudFormation is asked until it has finished', async () => {
  const { client, calls } = through(
    'UPDATE_IN_PROGRESS',
    'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS',
    'UPDATE_COMPLETE',
  );

  expect(await untilEnded(client, id, site())).toMatchObject({ id, status: 'UPDATE_COMPLETE' });
  expect(calls).toEqual([1, 2, 3].map(() => ({ DescribeStacksCommand: { StackName: id } })));
});

test.each([
  ['is deleted', ['DELETE_IN_PROGRESS', 'DELETE_COMPLETE']],
  ['is not there', []],
])('a stack that %s in the end gives undefined', async (_, statuses) => {
  expect(await untilEnded(through(...statuses).client, id, site())).toBeUndefined();
});

test('an interrupted run does not wait for it', async () => {
  const { client, calls } = through('UPDATE_IN_PROGRESS', 'UPDATE_COMPLETE');
  const signal = AbortSignal.abort(new Error('enough'));

  await expect(untilEnded(client, id, site({ pollingMs: 60_000, signal }))).rejects.toThrow('enough');
  expect(calls).toHaveLength(1);
});

test('a stack that was deleted only in part is returned', async () => {
  const { client, calls } = through('DELETE_IN_PROGRESS', 'DELETE_FAILED');
  const stack = { id, status: 'ROLLBACK_FAILED', stack: {} } as Parameters<typeof deletedStack>[1];

  expect(await deletedStack(client, stack, site())).toMatchObject({ status: 'DELETE_FAILED' });
  expect(calls[0]).toEqual({ DeleteStackCommand: { StackName: id } });
});
