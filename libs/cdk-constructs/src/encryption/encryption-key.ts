import { keyPolicy, type KeyPolicyInput } from '@bulkhead/kms-policies';
import { keyAlias, type LogicalName, type NameScope } from '@bulkhead/naming';
import { CfnAlias, CfnKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { removalOf } from './removal';

export interface EncryptionKeyProps {
  readonly nameScope: NameScope;
  /** The purpose of the key, for its alias. */
  readonly name: LogicalName;
  /** The encrypted data, for the description: the words before "of Bulkhead environment …". */
  readonly encrypts: string;
  /** The permissions of each service that uses the key, from `@bulkhead/kms-policies`. */
  readonly statements: KeyPolicyInput['statements'];
  /** Keeps the key, and so all data encrypted with it, if the stack or a deploy would delete it. */
  readonly isProtected: boolean;
}

/**
 * A customer managed key that only the services of its policy can use: an administrator of the account cannot decrypt.
 * `@bulkhead/encryption` has the same for Terraform stacks.
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
      // In days, the maximum of KMS: without the key, all data encrypted with it is lost.
      pendingWindowInDays: 30,
      keyPolicy: keyPolicy({ account, rootAccess: 'administration', statements }),
    });
    this.key.applyRemovalPolicy(removalOf(isProtected));
    new CfnAlias(this, 'Alias', { aliasName: keyAlias(nameScope, ...name), targetKeyId: this.key.ref });
  }
}
