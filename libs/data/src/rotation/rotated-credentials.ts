import { type ContractValues, type databaseCredentials } from '@bulkhead/contracts';
import { Construct } from 'constructs';
import { CredentialRotation, type CredentialRotationProps } from './credential-rotation';
import { rotatedCredentials } from './rotation-names';

export interface RotatedCredentialsProps extends Pick<
  CredentialRotationProps,
  | 'nameScope'
  | 'replicaRegion'
  | 'keyArn'
  | 'host'
  | 'port'
  | 'databaseName'
  | 'databaseSecurityGroupId'
  | 'vpcId'
  | 'subnetIds'
  | 'logRetentionDays'
  | 'isProtected'
  | 'dependsOn'
> {
  readonly credentials: ContractValues<(typeof databaseCredentials)['parameters']>;
}

/**
 * Rotates the credentials of a database without a password managed by RDS: two users for applications, and the master.
 */
export class RotatedCredentials extends Construct {
  constructor(scope: Construct, id: string, { credentials, ...common }: RotatedCredentialsProps) {
    super(scope, id);
    const { applicationSecretArn, masterSecretArn, keyArn: secretKeyArn } = credentials;
    const secrets = {
      application: { secretArn: applicationSecretArn, masterSecretArn },
      // The master changes its own password, since no other user may change it.
      master: { secretArn: masterSecretArn },
    };
    for (const name of rotatedCredentials) {
      new CredentialRotation(this, name, { ...common, name, secretKeyArn, ...secrets[name] });
    }
  }
}
