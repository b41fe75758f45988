import {
  assumedByService,
  type AssumeRolePolicy,
  readSecret,
  type SecretAccess,
} from '@bulkhead/iam-policies';
import { iamRoleName, type NameScope } from '@bulkhead/naming';
import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { suppress } from '@bulkhead/cdk';
import { Construct } from 'constructs';
import { type Cache } from '../cache';
import { type FileSystem } from '../file-system';
import { pullImage } from '../private-image';
import { connectToCache, mountFileSystem, sessionChannels } from '../statements';

export interface TaskRolesProps extends SecretAccess {
  readonly nameScope: NameScope;
  readonly image: string;
  readonly logGroupArn: string;
  /** What the tasks connect to beside the database. @default nothing */
  readonly cache?: Cache | undefined;
  /** What the tasks mount. @default nothing */
  readonly fileSystem?: FileSystem | undefined;
  /** ARN of the log group of sessions in containers. @default nobody opens any */
  readonly sessionLogArn?: string | undefined;
}

/**
 * Two roles, because ECS and the application are two: what starts a container may pull its image, read its secret and
 * write its log; what runs in it may read that secret again, which a rotation changes every 30 days, and nothing else of it.
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
      description:
        'Starts the containers of the service: pulls their image, reads their secret, writes their log',
      assumeRolePolicyDocument: assumedByTasks(nameScope),
      policies: [
        policy('start-containers', [...pullImage(props.image), ...writeLog(props), ...readSecret(props)]),
      ],
    });
    this.task = new CfnRole(this, 'Task', {
      roleName: iamRoleName(nameScope, 'app-platform', 'task'),
      description: 'What the application itself may do',
      assumeRolePolicyDocument: assumedByTasks(nameScope),
      policies: taskPolicies(props),
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

function taskPolicies(props: TaskRolesProps): CfnRole.PolicyProperty[] {
  const { cache, fileSystem, sessionLogArn } = props;
  return [
    policy('reconnect-after-rotation', readSecret(props)),
    ...(cache ? [policy('connect-to-cache', connectToCache(cache))] : []),
    ...(fileSystem ? [policy('mount-file-system', mountFileSystem(fileSystem))] : []),
    ...(sessionLogArn ? [policy('open-sessions', openSessions(sessionLogArn))] : []),
  ];
}

function policy(policyName: string, Statement: object[]): CfnRole.PolicyProperty {
  return { policyName, policyDocument: { Version: '2012-10-17', Statement } };
}

function writeLog({ logGroupArn }: TaskRolesProps): object[] {
  return [
    {
      Sid: 'WriteLog',
      Effect: 'Allow',
      Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      // The ARN of a log group ends in `:*`, which stands for its streams.
      Resource: logGroupArn,
    },
  ];
}

/**
 * What the agent in a container needs for a session; the key it may use by the policy of the key.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html
 */
function openSessions(sessionLogArn: string): object[] {
  return [
    sessionChannels,
    {
      Sid: 'RecordSessions',
      Effect: 'Allow',
      Action: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
      Resource: sessionLogArn,
    },
    {
      Sid: 'FindSessionLog',
      Effect: 'Allow',
      Action: 'logs:DescribeLogGroups',
      // The action knows no resources: it lists names and tells nothing of what is logged.
      Resource: '*',
    },
  ];
}
