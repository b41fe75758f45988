import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnvironment } from '@bulkhead/config';
import { testFolder } from '../test-folder';
import { testInstance } from '../workspace/test-instances';
import { codelessStack, lossesAmong } from './codeless-stack';

jest.mock('../engines/cdk/deployed-stack', () => ({
  deployedTemplate: async () => ({
    Resources: {
      Uploads: { Type: 'AWS::S3::Bucket', DeletionPolicy: 'Delete' },
      Kept: { Type: 'AWS::S3::Bucket', DeletionPolicy: 'RetainExceptOnCreate' },
      Rule: { Type: 'AWS::Events::Rule' },
    },
  }),
  isTerminationProtected: async () => true,
}));

const environment = parseEnvironment({ name: 'qa', preset: 'saas', account: '123456789012' }, 'qa.json');

describe('a CloudFormation stack without its code', () => {
  const given = async () => {
    const run = { workspaceRoot: testFolder(), environment };
    return codelessStack(run, testInstance('web/service@dr', { engine: 'cdk' }), {});
  };

  test('is an assembly with its name, its region and the roles of the bootstrap', async () => {
    const { synthesized } = await given();
    const read = (file: string): unknown =>
      JSON.parse(readFileSync(join(synthesized.directory, file), 'utf8'));
    const role = (kind: string) =>
      `arn:\${AWS::Partition}:iam::123456789012:role/cdk-hnb659fds-${kind}-role-123456789012-us-west-2`;

    expect(synthesized).toMatchObject({ name: 'bulkhead-qa-web-service', publishes: [], consumes: [] });
    expect(read('manifest.json')).toMatchObject({
      artifacts: {
        codeless: {
          type: 'aws:cloudformation:stack',
          environment: 'aws://123456789012/us-west-2',
          properties: {
            stackName: 'bulkhead-qa-web-service',
            templateFile: synthesized.template,
            assumeRoleArn: role('deploy'),
            cloudFormationExecutionRoleArn: role('cfn-exec'),
          },
        },
      },
    });
    expect(read(synthesized.template)).toEqual({ Resources: {} });
  });

  test('loses resources that it does not retain, and may be protected itself', async () => {
    const { resources } = await given();

    expect(resources).toEqual([
      { resource: 'bulkhead-qa-web-service', type: 'AWS::CloudFormation::Stack', isProtected: true },
      { resource: 'Uploads', type: 'AWS::S3::Bucket' },
      { resource: 'Rule', type: 'AWS::Events::Rule' },
    ]);
    expect(lossesAmong(resources)).toEqual([
      { resource: 'Uploads', text: 'Uploads (AWS::S3::Bucket: objects)' },
    ]);
  });
});
