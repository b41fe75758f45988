import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { testFolder } from '../../test-folder';
import { codelessTemplate, writeCodelessAssembly } from './codeless-assembly';

test('the assembly of a stack without code has the roles of CDK and no resources', () => {
  const directory = join(testFolder(), 'not/there/yet');
  writeCodelessAssembly({ name: 'qa-service', account: '123456789012', region: 'us-east-1' }, directory);
  const read = (file: string) => JSON.parse(readFileSync(join(directory, file), 'utf8')) as unknown;

  expect(read('manifest.json')).toEqual({
    version: '36.0.0',
    artifacts: {
      codeless: {
        type: 'aws:cloudformation:stack',
        environment: 'aws://123456789012/us-east-1',
        properties: {
          templateFile: codelessTemplate,
          stackName: 'qa-service',
          assumeRoleArn:
            'arn:${AWS::Partition}:iam::123456789012:role/cdk-hnb659fds-deploy-role-123456789012-us-east-1',
          cloudFormationExecutionRoleArn:
            'arn:${AWS::Partition}:iam::123456789012:role/cdk-hnb659fds-cfn-exec-role-123456789012-us-east-1',
        },
      },
    },
  });
  expect(read(codelessTemplate)).toEqual({ Resources: {} });
});
