import { EncryptionKey } from '@bulkhead/encryption';
import { secretsManager, secretsManagerReplica } from '@bulkhead/kms-policies';
import { type NameScope } from '@bulkhead/naming';
import { type KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { type TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';
import { credentialsKeyName } from './secret-names';

/** The region to which secrets are replicated. */
export interface ReplicaRegion {
  /** Name of the region, such as `eu-west-1`. */
  readonly region: string;
  readonly provider: TerraformProvider;
}

export interface CredentialsKeysProps {
  readonly nameScope: NameScope;
  /** @default the secrets are in one region */
  readonly replica?: ReplicaRegion | undefined;
  readonly isProtected: boolean;
}

/**
 * The keys of the secrets, one in each region of the secrets: if a region is lost, its key cannot decrypt in the other
 * region. They are separate from the database key: a reader of a password need not be able to read backups.
 */
export class CredentialsKeys extends Construct {
  readonly key: KmsKey;
  /** @default the secrets are in one region */
  readonly replicaKey: KmsKey | undefined;

  constructor(scope: Construct, id: string, { nameScope, replica, isProtected }: CredentialsKeysProps) {
    super(scope, id);
    const settings = { name: credentialsKeyName, encrypts: 'Credentials of the database', isProtected };

    this.key = new EncryptionKey(this, 'encryption', {
      ...settings,
      nameScope,
      statements: [secretsManager(nameScope)],
    }).key;
    if (!replica) return;
    const inReplica = { ...nameScope, region: replica.region };
    this.replicaKey = new EncryptionKey(this, 'replica-encryption', {
      ...settings,
      nameScope: inReplica,
      statements: [
        secretsManager(inReplica),
        secretsManagerReplica({ ...inReplica, replicatedFrom: nameScope.region }),
      ],
      provider: replica.provider,
    }).key;
  }
}
