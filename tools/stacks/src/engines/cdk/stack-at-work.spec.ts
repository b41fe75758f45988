import { testAws, useTestAws } from '../../test-aws/test-aws';
import { awsCommand } from '../../workspace/printed-commands';
import { stackAtWork } from './stack-at-work';
import { requesting, stackName } from './test-service-stack';

useTestAws();

const left = (status: string) => testAws().cloudFormation.left(stackName, (stack) => stack.become(status));

test.each(['UPDATE_IN_PROGRESS', 'CREATE_IN_PROGRESS', 'UPDATE_ROLLBACK_IN_PROGRESS', 'DELETE_IN_PROGRESS'])(
  'CloudFormation is working on a stack that is %s, and a command shows the status',
  async (status) => {
    left(status);

    expect(await stackAtWork(requesting().request)).toEqual({
      who: 'CloudFormation',
      doing: status,
      look: awsCommand('cloudformation describe-stack-events --region us-east-1 --stack-name qa-service'),
    });
  },
);

test.each(['UPDATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE', 'ROLLBACK_FAILED'])(
  'CloudFormation is not working on a stack that is %s',
  async (status) => {
    left(status);

    expect(await stackAtWork(requesting().request)).toBeUndefined();
  },
);

test('CloudFormation is not working on a missing stack', async () => {
  expect(await stackAtWork(requesting().request)).toBeUndefined();
});

test('without an answer in time, CloudFormation counts as working', async () => {
  left('UPDATE_COMPLETE');

  expect(await stackAtWork(requesting().request, 0)).toMatchObject({ doing: 'it does not say what it does' });
  // By then, the abandoned call has its answer.
  expect(await stackAtWork(requesting().request)).toBeUndefined();
});
