import type { PolicyCondition, PolicyStatement } from './policy-statement';

export interface EcsExecInput {
  /** ARN of the task role. With it, the agent in the container decrypts the session. */
  readonly taskRoleArn: string;
  /**
   * ARNs of the roles of people who may open sessions, or of the account, so that its IAM policies decide. @default
   * nobody
   */
  readonly operatorRoleArns?: readonly string[];
}

/** The encryption context of a session in a container: `ecs:<cluster>_<task>_<container>`. */
const forSessions: PolicyCondition = { StringLike: { 'kms:EncryptionContext:aws:ssm:TargetId': 'ecs:*' } };

/**
 * Lets a task, and people who open sessions in it, encrypt only the channel of ECS Exec with the key.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html
 */
export function ecsExec({ taskRoleArn, operatorRoleArns = [] }: EcsExecInput): readonly PolicyStatement[] {
  const statement = (Sid: string, AWS: string | readonly string[], action: string): PolicyStatement => ({
    Sid,
    Effect: 'Allow',
    Principal: { AWS },
    Action: [action],
    Resource: '*',
    Condition: forSessions,
  });
  const task = statement('EcsExecTask', taskRoleArn, 'kms:Decrypt');
  if (operatorRoleArns.length === 0) return [task];
  return [task, statement('EcsExecOperators', operatorRoleArns, 'kms:GenerateDataKey')];
}
