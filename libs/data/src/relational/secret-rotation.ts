import { type RdsCluster } from '@cdktf/provider-aws/lib/rds-cluster';
import { type RdsClusterInstance } from '@cdktf/provider-aws/lib/rds-cluster-instance';
import { SecretsmanagerSecretRotation } from '@cdktf/provider-aws/lib/secretsmanager-secret-rotation';
import { Construct } from 'constructs';

/** P5.2. RDS starts with 7; clients that hold connections open should not be cut off every week. */
const rotateAfterDays = 30;

export interface SecretRotationProps {
  /** A cluster whose master password RDS manages, which one of a global database cannot be (pitfall 3). */
  readonly cluster: RdsCluster;
  /** Its instances: a password is changed in a running database. */
  readonly instances: readonly RdsClusterInstance[];
}

/**
 * When RDS changes the master password. Managed rotation has no function of ours: it is RDS that rotates.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_managed.html
 */
export class SecretRotation extends Construct {
  /** ARN of the secret with the user name and password. */
  readonly secretArn: string;

  constructor(scope: Construct, id: string, { cluster, instances }: SecretRotationProps) {
    super(scope, id);
    this.secretArn = cluster.masterUserSecret.get(0).secretArn;
    new SecretsmanagerSecretRotation(this, 'schedule', {
      secretId: this.secretArn,
      rotationRules: { automaticallyAfterDays: rotateAfterDays },
      // The password is minutes old, and a change of the schedule is no reason to change it.
      rotateImmediately: false,
      dependsOn: [...instances],
    });
  }
}
