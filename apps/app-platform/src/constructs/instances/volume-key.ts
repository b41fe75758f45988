import { autoScaling, keyPolicy } from '@bulkhead/kms-policies';
import { keyAlias, type NameScope } from '@bulkhead/naming';
import { CfnAlias, CfnKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { removalOf } from '../removal';

export interface VolumeKeyProps {
  readonly nameScope: NameScope;
  readonly isProtected: boolean;
}

/**
 * The key of the instances' volumes. The service-linked role of Auto Scaling uses it: a group that may not launches
 * instances that stop at once (pitfall 12).
 */
export class VolumeKey extends Construct {
  readonly key: CfnKey;

  constructor(scope: Construct, id: string, { nameScope, isProtected }: VolumeKeyProps) {
    super(scope, id);
    const { account, environment } = nameScope;
    this.key = new CfnKey(this, 'Key', {
      description: `Volumes of the instances of Bulkhead environment ${environment}`,
      enableKeyRotation: true,
      pendingWindowInDays: 30,
      keyPolicy: keyPolicy({
        account,
        rootAccess: 'administration',
        statements: [autoScaling({ account })],
      }),
    });
    this.key.applyRemovalPolicy(removalOf(isProtected));
    new CfnAlias(this, 'Alias', {
      aliasName: keyAlias(nameScope, 'app-platform', 'volume'),
      targetKeyId: this.key.ref,
    });
  }
}
