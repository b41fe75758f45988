import { EncryptionKey } from '@bulkhead/encryption';
import { awsConfig, cloudTrail, s3 } from '@bulkhead/kms-policies';
import { type Construct } from 'constructs';
import { type AuditScope } from '../audit-scope';
import { trailArnOf } from './audit-names';

export interface AuditKeyProps extends AuditScope {
  /** Whether the trail of the region writes under the key. */
  readonly forTrail: boolean;
  /** Whether AWS Config of the region writes under the key. */
  readonly forConfig: boolean;
}

/** The key of the files of the audit. Readers, and the role that replicates, use it through S3. */
export class AuditKey extends EncryptionKey {
  constructor(scope: Construct, id: string, props: AuditKeyProps) {
    const { nameScope, isProtected, forTrail, forConfig } = props;
    super(scope, id, {
      nameScope,
      name: ['audit'],
      encrypts: 'Files of the audit',
      statements: [
        ...(forTrail ? [cloudTrail({ ...nameScope, trailArn: trailArnOf(nameScope) })] : []),
        ...(forConfig ? [awsConfig(nameScope)] : []),
        s3(nameScope),
      ],
      isProtected,
    });
  }
}
