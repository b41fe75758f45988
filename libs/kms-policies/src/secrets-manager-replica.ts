import type { RegionalInput } from './account';
import type { PolicyStatement } from './policy-statement';
import { viaService } from './via-service';

export interface SecretsManagerReplicaInput extends RegionalInput {
  /** Name of the region of the secret. */
  readonly replicatedFrom: string;
}

/**
 * For the key of a replica of a secret, in the region of the replica, beside `secretsManager`: lets whoever writes the
 * secret encrypt its replica, through Secrets Manager only. AWS names the two actions and not the region whose
 * Secrets Manager makes the call, so that it may be that of the secret or that of the replica.
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
