import { KmsAlias } from '@cdktf/provider-aws/lib/kms-alias';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { keyPolicy, type KeyPolicyInput } from '@bulkhead/kms-policies';
import { keyAlias, type LogicalName, type NameScope } from '@bulkhead/naming';
import { type TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';

export interface EncryptionKeyProps {
  readonly nameScope: NameScope;
  /** The purpose of the key, for its alias. */
  readonly name: LogicalName;
  /** The encrypted data, for the description: the words before "of Bulkhead environment …". */
  readonly encrypts: string;
  /** The permissions of each service that uses the key, from `@bulkhead/kms-policies`. */
  readonly statements: KeyPolicyInput['statements'];
  /** Whether Terraform refuses a plan that would delete the key, and so lose all data encrypted with it. */
  readonly isProtected: boolean;
  /** Provider for the region of the key. @default the provider of the stack */
  readonly provider?: TerraformProvider;
}

/**
 * A customer managed key that only the services of its policy can use: an administrator of the account cannot decrypt.
 */
export class EncryptionKey extends Construct {
  readonly key: KmsKey;

  constructor(scope: Construct, id: string, props: EncryptionKeyProps) {
    super(scope, id);
    const { nameScope, name, encrypts, statements, isProtected, provider } = props;
    const inRegion = provider && { provider };
    const { account, environment } = nameScope;

    this.key = new KmsKey(this, 'key', {
      description: `${encrypts} of Bulkhead environment ${environment}`,
      policy: JSON.stringify(keyPolicy({ account, rootAccess: 'administration', statements })),
      enableKeyRotation: true,
      // In days, the maximum of KMS: without the key, all data encrypted with it is lost.
      deletionWindowInDays: 30,
      lifecycle: { preventDestroy: isProtected },
      ...inRegion,
    });
    new KmsAlias(this, 'alias', {
      name: keyAlias(nameScope, ...name),
      targetKeyId: this.key.keyId,
      ...inRegion,
    });
  }
}
