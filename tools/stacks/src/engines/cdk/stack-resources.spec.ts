import type { StackResourceSummary } from '@aws-sdk/client-cloudformation';
import { useTestAws } from '../../test-aws/test-aws';
import { withCloudFormation } from './described-stack';
import { heldResources, isFilledBucket, stackResources } from './stack-resources';
import { deployed } from './test-service-stack';

useTestAws();

test('the resources that a stack holds are those that were created and not deleted since', async () => {
  const stack = deployed();
  const [first, second] = stack.resources;
  if (!first || !second) throw new Error('There are no resources.');
  first.status = 'DELETE_COMPLETE';
  Object.assign(second, { physicalId: '', status: 'CREATE_FAILED' });
  const namesOf = (found: readonly StackResourceSummary[]) =>
    found.map(({ LogicalResourceId }) => LogicalResourceId);
  const names = stack.resources.map(({ logicalId }) => logicalId);

  await withCloudFormation('us-east-1', async (client) => {
    expect(namesOf(await stackResources(client, stack.id))).toEqual(names);
    expect(namesOf(await heldResources(client, stack.id))).toEqual(names.slice(2));
  });
});

const filled = {
  ResourceType: 'AWS::S3::Bucket',
  ResourceStatus: 'DELETE_FAILED',
  ResourceStatusReason: 'The bucket you tried to delete is not empty.',
};

test.each<[string, object, boolean]>([
  ['a bucket that was not deleted because it is not empty', {}, true],
  ['a bucket that was not deleted for another reason', { ResourceStatusReason: 'Access Denied' }, false],
  ['a bucket that was not deleted, without a reason', { ResourceStatusReason: undefined }, false],
  ['a bucket that is being deleted', { ResourceStatus: 'DELETE_IN_PROGRESS' }, false],
  ['something else that is not empty', { ResourceType: 'AWS::ECR::Repository' }, false],
])('%s (%j) must be emptied: %s', (_, over, expected) => {
  expect(isFilledBucket({ ...filled, ...over } as StackResourceSummary)).toBe(expected);
});
