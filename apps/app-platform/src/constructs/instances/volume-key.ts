import { EncryptionKey } from '@bulkhead/cdk-constructs/encryption';
import { autoScaling } from '@bulkhead/kms-policies';
import { type NameScope } from '@bulkhead/naming';
import { type Construct } from 'constructs';

export interface VolumeKeyProps {
  readonly nameScope: NameScope;
  readonly isProtected: boolean;
}

/**
 * The key of the instances' volumes. The service-linked role of Auto Scaling must be allowed to use it: otherwise the
 * group launches instances that stop at once (pitfall 12).
 */
export class VolumeKey extends EncryptionKey {
  constructor(scope: Construct, id: string, { nameScope, isProtected }: VolumeKeyProps) {
    super(scope, id, {
      nameScope,
      name: ['app-platform', 'volume'],
      encrypts: 'Volumes of the instances',
      statements: [autoScaling({ account: nameScope.account })],
      isProtected,
    });
  }
}
