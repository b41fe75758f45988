import { definedByCloudFormation, definedByTerraform } from '../../testing';

const trust = {
  Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
};
const read = { Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::data/*' }] };

test('policies and attachments are part of their role', () => {
  const terraform = definedByTerraform({
    aws_iam_role: {
      main: { name: 'main', assume_role_policy: JSON.stringify(trust), force_detach_policies: true },
    },
    aws_iam_role_policy: {
      read: { name: 'read', role: '${aws_iam_role.main.id}', policy: JSON.stringify(read) },
      again: { name: 'again', role: '${aws_iam_role.main.name}', policy: JSON.stringify(read) },
    },
    aws_iam_role_policy_attachment: {
      own: { role: '${aws_iam_role.main.name}', policy_arn: '${aws_iam_policy.own.arn}' },
      ssm: {
        role: '${aws_iam_role.main.name}',
        policy_arn: 'arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore',
      },
    },
    aws_iam_policy: { own: { name: 'own', policy: JSON.stringify(read) } },
    aws_iam_instance_profile: { main: { name: 'main', role: '${aws_iam_role.main.name}' } },
  });

  expect(terraform).toEqual(
    definedByCloudFormation({
      IamRoleMain: {
        Type: 'AWS::IAM::Role',
        Properties: {
          RoleName: 'main',
          AssumeRolePolicyDocument: trust,
          Policies: [
            { PolicyName: 'again', PolicyDocument: read },
            { PolicyName: 'read', PolicyDocument: read },
          ],
          ManagedPolicyArns: [
            { Ref: 'IamPolicyOwn' },
            'arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore',
          ],
        },
      },
      IamPolicyOwn: {
        Type: 'AWS::IAM::ManagedPolicy',
        Properties: { ManagedPolicyName: 'own', PolicyDocument: read },
      },
      IamInstanceProfileMain: {
        Type: 'AWS::IAM::InstanceProfile',
        Properties: { InstanceProfileName: 'main', Roles: [{ Ref: 'IamRoleMain' }] },
      },
    }),
  );
});

test('a document that a data source renders becomes the document itself', () => {
  const terraform = definedByTerraform(
    { aws_iam_policy: { main: { policy: '${data.aws_iam_policy_document.main.json}' } } },
    {
      data: {
        aws_iam_policy_document: {
          main: {
            statement: [
              {
                sid: 'Write',
                actions: ['s3:PutObject', 's3:GetObject'],
                resources: ['arn:${data.aws_partition.here.partition}:s3:::data/*'],
                principals: [{ type: 'Service', identifiers: ['backup.amazonaws.com'] }],
                condition: [
                  {
                    test: 'StringEquals',
                    variable: 'aws:SourceAccount',
                    values: ['${data.aws_caller_identity.me.account_id}'],
                  },
                  { test: 'Bool', variable: 'aws:SecureTransport', values: ['true'] },
                ],
              },
              {
                effect: 'Deny',
                actions: ['*'],
                resources: ['*'],
                principals: [{ type: '*', identifiers: ['*'] }],
              },
            ],
          },
        },
        aws_partition: { here: {} },
        aws_caller_identity: { me: {} },
      },
    },
  );

  expect(terraform).toEqual(
    definedByCloudFormation({
      IamPolicyMain: {
        Type: 'AWS::IAM::ManagedPolicy',
        Properties: {
          PolicyDocument: {
            Version: '2012-10-17',
            Statement: [
              {
                Sid: 'Write',
                Effect: 'Allow',
                Action: ['s3:PutObject', 's3:GetObject'],
                Resource: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':s3:::data/*']] },
                Principal: { Service: 'backup.amazonaws.com' },
                Condition: {
                  StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
                  Bool: { 'aws:SecureTransport': 'true' },
                },
              },
              { Effect: 'Deny', Action: '*', Resource: '*', Principal: '*' },
            ],
          },
        },
      },
    }),
  );
});
