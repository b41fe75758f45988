import type { RegionalInput } from './account';
import type { PolicyStatement } from './policy-statement';
import { viaService } from './via-service';

export interface SecretsManagerReplicaInput extends RegionalInput {
  /** Name of the region of the secret. */
  readonly replicatedFrom: string;
}

/**
 * For the key of a secret's replica, in the region of the replica, in addition to `secretsManager`. Lets everybody who
 * writes the secret encrypt its replica, only through Secrets Manager. AWS documents the two actions, but not whether
 * Secrets Manager calls from the region of the secret or of the replica. So both are allowed.
 * https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_ReplicateSecretToRegions.html
 */
export function secretsManagerReplica(input: SecretsManagerReplicaInput): readonly PolicyStatement[] {
  const { replicatedFrom, ...key } = input;
  return viaService(key, {
    sid: 'SecretsManagerReplica',
    service: 'secretsmanager',
    actions: ['kms:Encrypt', 'kms:GenerateDataKey'],
    otherRegions: [replicatedFrom],
  });
}
