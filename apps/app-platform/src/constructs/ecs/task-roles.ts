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
  /** Services beside the database that the tasks connect to. @default none */
  readonly cache?: Cache | undefined;
  /** The file system that the tasks mount. @default none */
  readonly fileSystem?: FileSystem | undefined;
  /** ARN of the log group of shell sessions. @default nobody can open a session */
  readonly sessionLogArn?: string | undefined;
}

/**
 * Two roles, because ECS and the application need different permissions. The execution role starts a container: it
 * pulls the image, reads the secret and writes the log. The task role runs the application: it may only read that
 * secret again, because a rotation changes the secret every 30 days.
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
 * Only ECS may assume the roles, and only for tasks of this account and region.
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
 * The permissions of the session agent in a container. The policy of the key lets it use the key.
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
      // The action supports no resources. It lists names of log groups and shows no log content.
      Resource: '*',
    },
  ];
}
