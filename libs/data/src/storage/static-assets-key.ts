import { EncryptionKey } from '@bulkhead/encryption';
import { cloudFrontDistributions, s3 } from '@bulkhead/kms-policies';
import { type NameScope } from '@bulkhead/naming';
import { type Construct } from 'constructs';

export interface StaticAssetsKeyProps {
  readonly nameScope: NameScope;
  readonly isProtected: boolean;
}

/** The key of the static assets. It is separate from the data key, since CloudFront may decrypt with it. */
export class StaticAssetsKey extends EncryptionKey {
  constructor(scope: Construct, id: string, { nameScope, isProtected }: StaticAssetsKeyProps) {
    super(scope, id, {
      nameScope,
      name: ['static-assets'],
      encrypts: 'Static assets',
      statements: [s3(nameScope), cloudFrontDistributions(nameScope)],
      isProtected,
    });
  }
}
