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
 * The key of shell sessions in containers. The task decrypts with it, and people whom IAM lets open a session encrypt
 * with it. It encrypts nothing that is stored: recorded sessions are encrypted under the key of the logs.
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
    // KMS refuses a policy that names a principal that does not exist.
    this.key.addResourceDependency(taskRole);
  }
}
