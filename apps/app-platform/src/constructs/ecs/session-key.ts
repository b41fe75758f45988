import { EncryptionKey } from '@bulkhead/cdk-constructs/encryption';
import { ecsExec } from '@bulkhead/kms-policies';
import { type NameScope } from '@bulkhead/naming';
import { type CfnRole } from 'aws-cdk-lib/aws-iam';
import { type Construct } from 'constructs';

export interface SessionKeyProps {
  readonly nameScope: NameScope;
  readonly taskRole: CfnRole;
  readonly isProtected: boolean;
}

/**
 * The key of sessions in containers: the task decrypts them, and those encrypt them whom IAM lets open one. It encrypts
 * nothing that is kept: what is recorded of a session is under the key of the logs.
 */
export class SessionKey extends EncryptionKey {
  constructor(scope: Construct, id: string, { nameScope, taskRole, isProtected }: SessionKeyProps) {
    const { account } = nameScope;
    const taskRoleArn = `arn:aws:iam::${account}:role/${taskRole.roleName}`;
    super(scope, id, {
      nameScope,
      name: ['app-platform', 'session'],
      encrypts: 'Sessions in containers',
      statements: [ecsExec({ taskRoleArn, operatorRoleArns: [`arn:aws:iam::${account}:root`] })],
      isProtected,
    });
    // KMS refuses a policy that names somebody who is not there.
    this.key.addResourceDependency(taskRole);
  }
}
