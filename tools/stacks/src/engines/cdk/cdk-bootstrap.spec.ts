import { Refusal } from '@bulkhead/errors';
import { TestRefusal } from '../../test-aws/query-protocol';
import { testAws, useTestAws } from '../../test-aws/test-aws';
import { type TestStack } from '../../test-aws/test-stack';
import { bootstrapCdk } from './cdk-bootstrap';

useTestAws();

const denied = new TestRefusal('AccessDenied', 'User: test is not authorized to perform it', 403);

/** A bootstrap that reaches CloudFormation, which refuses to start anything. */
const bootstrapping = async () => {
  const { cloudFormation } = testAws();
  for (const action of ['CreateChangeSet', 'CreateStack', 'UpdateStack'])
    cloudFormation.refusals[action] = denied;
  return bootstrapCdk('123456789012', 'us-east-1', false, () => undefined).catch((error: unknown) => error);
};
const left = (...statuses: string[]): TestStack =>
  testAws().cloudFormation.left('CDKToolkit', (stack) => {
    stack.body = JSON.stringify({ Parameters: { Qualifier: { Default: 'hnb659fds' } } });
    for (const status of statuses) stack.become(status);
  });

test('a bootstrap that CloudFormation refuses reports that nothing was started', async () => {
  expect(await bootstrapping()).toMatchObject({
    code: 'CloudFormationFailed',
    message: expect.stringMatching(
      /^CloudFormation failed on the CDK bootstrap stack in us-east-1:[^]*not authorized[^]*\nNothing was begun\.$/,
    ),
  });
});

test.each([
  ['was only described', ['REVIEW_IN_PROGRESS']],
  [
    'was rolled back',
    ['REVIEW_IN_PROGRESS', 'CREATE_IN_PROGRESS', 'ROLLBACK_IN_PROGRESS', 'ROLLBACK_COMPLETE'],
  ],
  ['could not be rolled back', ['CREATE_IN_PROGRESS', 'ROLLBACK_IN_PROGRESS', 'ROLLBACK_FAILED']],
])('a bootstrap stack that %s is removed first, protected or not', async (_, statuses) => {
  const stack = left(...statuses);
  stack.terminationProtection = true;
  await bootstrapping();

  expect(stack.status).toBe('DELETE_COMPLETE');
});

test('a bootstrap stack whose update could not be rolled back is put back first', async () => {
  const stack = left('CREATE_IN_PROGRESS', 'CREATE_COMPLETE', 'UPDATE_IN_PROGRESS', 'UPDATE_ROLLBACK_FAILED');
  await bootstrapping();

  expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
});

test('the bootstrap waits while CloudFormation is working on the stack', async () => {
  const stack = left('CREATE_IN_PROGRESS', 'ROLLBACK_IN_PROGRESS', 'ROLLBACK_COMPLETE');
  testAws().cloudFormation.atWork(stack, 'ROLLBACK_IN_PROGRESS', 1, () => undefined);
  await bootstrapping();

  expect(stack.status).toBe('DELETE_COMPLETE');
});

test('a bootstrap stack that may hold resources is left alone and named with the command that deletes it', async () => {
  const stack = left('CREATE_IN_PROGRESS', 'CREATE_COMPLETE', 'DELETE_IN_PROGRESS', 'DELETE_FAILED');
  const refusal = await bootstrapping();

  expect(refusal).toBeInstanceOf(Refusal);
  expect(refusal).toMatchObject({
    code: 'StackBroken',
    next: expect.stringContaining(
      'aws cloudformation delete-stack --region us-east-1 --stack-name CDKToolkit',
    ),
  });
  expect(stack.status).toBe('DELETE_FAILED');
});

test('a complete bootstrap stack stays as it is', async () => {
  const stack = left('CREATE_IN_PROGRESS', 'CREATE_COMPLETE');
  await bootstrapping();

  expect(stack.status).toBe('CREATE_COMPLETE');
});
