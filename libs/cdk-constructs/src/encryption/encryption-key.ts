import { keyPolicy, type KeyPolicyInput } from '@bulkhead/kms-policies';
import { keyAlias, type LogicalName, type NameScope } from '@bulkhead/naming';
import { CfnAlias, CfnKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { removalOf } from './removal';

export interface EncryptionKeyProps {
  readonly nameScope: NameScope;
  /** What the key is for, as its alias says it. */
  readonly name: LogicalName;
  /** What it encrypts, for its description: the words before "of Bulkhead environment …". */
  readonly encrypts: string;
  /** What each service that uses the key may do, as `@bulkhead/kms-policies` says it. */
  readonly statements: KeyPolicyInput['statements'];
  /** Keeps the key when the stack or a deploy would delete it, and with it all that it encrypts. */
  readonly isProtected: boolean;
}

/**
 * A customer managed key that the services of its policy use, and nobody else: whoever administers the account may
 * not therefore decrypt. `@bulkhead/encryption` has the same for Terraform's stacks.
 */
export class EncryptionKey extends Construct {
  readonly key: CfnKey;

  constructor(scope: Construct, id: string, props: EncryptionKeyProps) {
    super(scope, id);
    const { nameScope, name, encrypts, statements, isProtected } = props;
    const { account, environment } = nameScope;
    this.key = new CfnKey(this, 'Key', {
      description: `${encrypts} of Bulkhead environment ${environment}`,
      enableKeyRotation: true,
      // Days, the longest KMS offers: a key that is deleted by mistake takes its data with it.
      pendingWindowInDays: 30,
      keyPolicy: keyPolicy({ account, rootAccess: 'administration', statements }),
    });
    this.key.applyRemovalPolicy(removalOf(isProtected));
    new CfnAlias(this, 'Alias', { aliasName: keyAlias(nameScope, ...name), targetKeyId: this.key.ref });
  }
}
