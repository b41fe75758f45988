import { KmsAlias } from '@cdktf/provider-aws/lib/kms-alias';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { keyPolicy, type KeyPolicyInput } from '@bulkhead/kms-policies';
import { keyAlias, type LogicalName, type NameScope } from '@bulkhead/naming';
import { type TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';

export interface EncryptionKeyProps {
  readonly nameScope: NameScope;
  /** What the key is for, as its alias says it. */
  readonly name: LogicalName;
  /** What it encrypts, for its description: the words before "of Bulkhead environment …". */
  readonly encrypts: string;
  /** What each service that uses the key may do, as `@bulkhead/kms-policies` says it. */
  readonly statements: KeyPolicyInput['statements'];
  /** Whether Terraform refuses a plan that would delete the key, and with it all that it encrypts. */
  readonly isProtected: boolean;
  /** Provider of the region that the key is in. @default the one of the stack */
  readonly provider?: TerraformProvider;
}

/**
 * A customer managed key that the services of its policy use, and nobody else: whoever administers the account may
 * not therefore decrypt.
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
      // Days, the longest KMS offers: a key that is deleted by mistake takes its data with it.
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
