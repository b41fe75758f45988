import { assumedByService, type AssumeRolePolicy } from '@bulkhead/iam-policies';
import { iamRoleName, type NameScope } from '@bulkhead/naming';
import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { suppress } from '@bulkhead/cdk';
import { Construct } from 'constructs';

export interface TaskRolesProps {
  readonly nameScope: NameScope;
  readonly logGroupArn: string;
  readonly secretArn: string;
  /** The key the secret is encrypted with. */
  readonly secretKeyArn: string;
}

/**
 * Two roles, because ECS and the application are two: what starts a container may read its secret and write its
 * log; what runs in it may read that secret again, which a rotation changes every 30 days, and nothing else.
 */
export class TaskRoles extends Construct {
  /** Assumed by ECS to start a task. */
  readonly execution: CfnRole;
  /** Assumed by the application. */
  readonly task: CfnRole;

  constructor(scope: Construct, id: string, props: TaskRolesProps) {
    super(scope, id);
    const { nameScope } = props;
    this.execution = new CfnRole(this, 'Execution', {
      roleName: iamRoleName(nameScope, 'app-platform', 'execution'),
      description: 'Starts the containers of the service: reads their secret, writes their log',
      assumeRolePolicyDocument: assumedByTasks(nameScope),
      policies: [{ policyName: 'start-containers', policyDocument: startContainers(props) }],
    });
    this.task = new CfnRole(this, 'Task', {
      roleName: iamRoleName(nameScope, 'app-platform', 'task'),
      description: 'What the application itself may do',
      assumeRolePolicyDocument: assumedByTasks(nameScope),
      policies: [
        {
          policyName: 'reconnect-after-rotation',
          policyDocument: { Version: '2012-10-17', Statement: readSecret(props) },
        },
      ],
    });
    for (const role of [this.execution, this.task]) {
      suppress(role, {
        rule: 'HIPAA.Security-IAMNoInlinePolicy',
        reason:
          'The policy names the one secret, key and log of this role: nobody else may have it, and it goes with the role.',
      });
    }
  }
}

/**
 * Only ECS, and only for tasks of this account and region.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html
 */
function assumedByTasks({ account, region }: NameScope): AssumeRolePolicy {
  return assumedByService({
    sid: 'AssumedByTasks',
    service: 'ecs-tasks.amazonaws.com',
    account,
    sourceArns: `arn:aws:ecs:${region}:${account}:*`,
  });
}

function startContainers(props: TaskRolesProps): object {
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'WriteLog',
        Effect: 'Allow',
        Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        // The ARN of a log group ends in `:*`, which stands for its streams.
        Resource: props.logGroupArn,
      },
      ...readSecret(props),
    ],
  };
}

/**
 * The one secret. Its key encrypts the whole database; Secrets Manager tells KMS which secret it asks for.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html
 */
function readSecret({ nameScope, secretArn, secretKeyArn }: TaskRolesProps): object[] {
  return [
    { Sid: 'ReadSecret', Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: secretArn },
    {
      Sid: 'DecryptSecret',
      Effect: 'Allow',
      Action: 'kms:Decrypt',
      Resource: secretKeyArn,
      Condition: {
        StringEquals: {
          'kms:ViaService': `secretsmanager.${nameScope.region}.amazonaws.com`,
          'kms:EncryptionContext:SecretARN': secretArn,
        },
      },
    },
  ];
}
