import { definedByCloudFormation, definedByTerraform } from '../../testing';

test('a function and who may call it are the same in both engines', () => {
  const terraform = definedByTerraform({
    aws_lambda_function: {
      rotate: {
        function_name: 'rotate',
        filename: 'rotate.zip',
        source_code_hash: 'abc',
        handler: 'index.handler',
        runtime: 'nodejs22.x',
        role: 'arn:role',
        kms_key_arn: 'arn:key',
        environment: { variables: { LEVEL: 'info' } },
        vpc_config: { security_group_ids: ['sg-1'], subnet_ids: ['subnet-1'] },
        dead_letter_config: { target_arn: 'arn:queue' },
        tracing_config: { mode: 'Active' },
      },
    },
    aws_lambda_permission: {
      rotate: {
        action: 'lambda:InvokeFunction',
        function_name: '${aws_lambda_function.rotate.function_name}',
        principal: 'secretsmanager.amazonaws.com',
        source_account: '111122223333',
      },
    },
  });

  expect(terraform).toEqual(
    definedByCloudFormation({
      LambdaFunctionRotate: {
        Type: 'AWS::Lambda::Function',
        Properties: {
          FunctionName: 'rotate',
          Code: {},
          Handler: 'index.handler',
          Runtime: 'nodejs22.x',
          Role: 'arn:role',
          KmsKeyArn: 'arn:key',
          Environment: { Variables: { LEVEL: 'info' } },
          VpcConfig: { SecurityGroupIds: ['sg-1'], SubnetIds: ['subnet-1'] },
          DeadLetterConfig: { TargetArn: 'arn:queue' },
          TracingConfig: { Mode: 'Active' },
        },
      },
      LambdaPermissionRotate: {
        Type: 'AWS::Lambda::Permission',
        Properties: {
          Action: 'lambda:InvokeFunction',
          FunctionName: { Ref: 'LambdaFunctionRotate' },
          Principal: 'secretsmanager.amazonaws.com',
          SourceAccount: '111122223333',
        },
      },
    }),
  );
});
