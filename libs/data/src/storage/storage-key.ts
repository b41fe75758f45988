import { EncryptionKey } from '@bulkhead/encryption';
import { s3 } from '@bulkhead/kms-policies';
import { type NameScope } from '@bulkhead/naming';
import { type Construct } from 'constructs';

export interface StorageKeyProps {
  readonly nameScope: NameScope;
  readonly isProtected: boolean;
}

/**
 * The key of the data bucket. Everybody who may use it uses it through S3. This includes the role that replicates the
 * bucket, whose own policy requires it.
 */
export class StorageKey extends EncryptionKey {
  constructor(scope: Construct, id: string, { nameScope, isProtected }: StorageKeyProps) {
    super(scope, id, {
      nameScope,
      name: ['storage'],
      encrypts: 'Objects',
      statements: [s3(nameScope)],
      isProtected,
    });
  }
}
