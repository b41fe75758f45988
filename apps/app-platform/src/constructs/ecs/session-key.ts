import { ecsExec, keyPolicy } from '@bulkhead/kms-policies';
import { keyAlias, type NameScope } from '@bulkhead/naming';
import { type CfnRole } from 'aws-cdk-lib/aws-iam';
import { CfnAlias, CfnKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { removalOf } from '../removal';

export interface SessionKeyProps {
  readonly nameScope: NameScope;
  readonly taskRole: CfnRole;
  readonly isProtected: boolean;
}

/**
 * The key of sessions in containers: the task decrypts them, and those encrypt them whom IAM lets open one. It encrypts
 * nothing that is kept: what is recorded of a session is under the key of the logs.
 */
export class SessionKey extends Construct {
  readonly key: CfnKey;

  constructor(scope: Construct, id: string, { nameScope, taskRole, isProtected }: SessionKeyProps) {
    super(scope, id);
    const { account, environment } = nameScope;
    const taskRoleArn = `arn:aws:iam::${account}:role/${taskRole.roleName}`;
    this.key = new CfnKey(this, 'Key', {
      description: `Sessions in containers of Bulkhead environment ${environment}`,
      enableKeyRotation: true,
      pendingWindowInDays: 30,
      keyPolicy: keyPolicy({
        account,
        rootAccess: 'administration',
        statements: [ecsExec({ taskRoleArn, operatorRoleArns: [`arn:aws:iam::${account}:root`] })],
      }),
    });
    // KMS refuses a policy that names somebody who is not there.
    this.key.addResourceDependency(taskRole);
    this.key.applyRemovalPolicy(removalOf(isProtected));
    new CfnAlias(this, 'Alias', {
      aliasName: keyAlias(nameScope, 'app-platform', 'session'),
      targetKeyId: this.key.ref,
    });
  }
}
