import {
  CreateChangeSetCommand,
  CreateStackCommand,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import { type WorkspaceCopy } from '@bulkhead/workspace-copy';
import { type AwsClients } from './aws-clients';
import { emptied } from './interrupting';
import { publishDatabase, publishNetwork } from './published-by-hand';
import { withCopy } from './with-copy';

/**
 * Stacks that never came into being, as far as the emulator can leave one so: it never rolls back. What else
 * CloudFormation leaves is in `never-created.spec.ts` and its neighbours.
 */
let copy: WorkspaceCopy;
let aws: AwsClients;

withCopy(async (...opened) => {
  [copy, aws] = opened;
  await copy.succeed('run emulator:start');
});
beforeEach(async () => {
  await emptied(copy);
  await publishDatabase(aws, await publishNetwork(aws));
});

const StackName = 'bulkhead-local-app-platform-service';
const bucket = { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'twice' } };
const status = async () => {
  const { Stacks = [] } = await aws.cloudformation.send(new DescribeStacksCommand({ StackName }));
  return Stacks[0]?.StackStatus;
};

test('a stack that was only described is told by a diff, and made by a deploy', async () => {
  const TemplateBody = JSON.stringify({ Resources: { Bucket: bucket } });
  const changeSet = { StackName, TemplateBody, ChangeSetName: 'left', ChangeSetType: 'CREATE' } as const;
  await aws.cloudformation.send(new CreateChangeSetCommand(changeSet));
  expect(await status()).toBe('REVIEW_IN_PROGRESS');

  const diff = await copy.succeed('run app-platform:diff -c local');
  expect(diff).toContain('it never came into being (REVIEW_IN_PROGRESS)');

  const deploy = await copy.succeed('run app-platform:deploy -c local');
  expect(deploy).toContain('makes app-platform/service@primary anew');
  expect(await status()).toBe('CREATE_COMPLETE');
});

test('a creation that was given up in the middle is removed and made anew', async () => {
  const TemplateBody = JSON.stringify({ Resources: { First: bucket, Second: bucket } });
  await expect(
    aws.cloudformation.send(new CreateStackCommand({ StackName, TemplateBody })),
  ).rejects.toThrow();
  expect(await status()).toBe('CREATE_IN_PROGRESS');

  const deploy = await copy.succeed('run app-platform:deploy -c local');
  expect(deploy).toContain('never came into being (CREATE_FAILED)');
  expect(await status()).toBe('CREATE_COMPLETE');
});
