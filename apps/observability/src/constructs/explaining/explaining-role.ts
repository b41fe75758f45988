import { recordsPath } from '@bulkhead/alert-function';
import { suppress } from '@bulkhead/cdk';
import { assumedByLambda, functionTelemetry } from '@bulkhead/iam-policies';
import { iamRoleName, type NameScope } from '@bulkhead/naming';
import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { type Explained } from './explaining-names';

export interface ExplainingRoleProps {
  readonly nameScope: NameScope;
  readonly explained: Explained;
  readonly queueArn: string;
  readonly logGroupArn: string;
  /** ARN of the key of the queue. */
  readonly keyArn: string;
  readonly topicArns: readonly string[];
  /** ARN of the key of the topics. */
  readonly topicKeyArn: string;
}

/** The role of a function: it reads events and records, and tells people. */
export class ExplainingRole extends Construct {
  readonly role: CfnRole;

  constructor(scope: Construct, id: string, props: ExplainingRoleProps) {
    super(scope, id);
    this.role = new CfnRole(this, 'Role', {
      roleName: iamRoleName(props.nameScope, 'explain', props.explained),
      description: `Explains ${props.explained} to people`,
      assumeRolePolicyDocument: assumedByLambda,
      policies: [
        {
          policyName: `explain-${props.explained}`,
          policyDocument: { Version: '2012-10-17', Statement: statementsOf(props) },
        },
      ],
    });
    suppress(this.role, {
      rule: 'HIPAA.Security-IAMNoInlinePolicy',
      reason:
        'The policy names the one queue, log and topics of this role: nobody else may have it, and it goes with the role.',
    });
  }
}

function statementsOf(props: ExplainingRoleProps): object[] {
  const { nameScope, queueArn, logGroupArn, keyArn, topicArns, topicKeyArn } = props;
  const { account, environment, region } = nameScope;
  const through = (service: string) => ({
    StringEquals: { 'kms:ViaService': `${service}.${region}.amazonaws.com` },
  });
  return [
    {
      Sid: 'ReceiveEvents',
      Effect: 'Allow',
      // https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
      Action: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
      Resource: queueArn,
    },
    {
      Sid: 'DecryptEvents',
      Effect: 'Allow',
      Action: 'kms:Decrypt',
      Resource: keyArn,
      Condition: through('sqs'),
    },
    { Sid: 'TellPeople', Effect: 'Allow', Action: 'sns:Publish', Resource: topicArns },
    {
      Sid: 'EncryptMessages',
      Effect: 'Allow',
      Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
      Resource: topicKeyArn,
      Condition: through('sns'),
    },
    {
      Sid: 'ReadRecords',
      Effect: 'Allow',
      Action: 'ssm:GetParametersByPath',
      Resource: `arn:aws:ssm:${region}:${account}:parameter${recordsPath(environment)}`,
    },
    ...functionTelemetry({ region, logGroupArn }),
  ];
}
