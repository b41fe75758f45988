import { BulkheadError } from '@bulkhead/errors';
import { type OpenSession } from './database/session';
import { type Rotation } from './rotation';
import { type RotationEvent, type RotationStep } from './rotation-event';
import { type Database } from './settings';
import { createSecret } from './steps/create-secret';
import { finishSecret } from './steps/finish-secret';
import { setSecret } from './steps/set-secret';
import { testSecret } from './steps/test-secret';
import { type SecretsClient, StoredSecret } from './stored-secret';

/** The resources of a rotation. */
export interface RotationMeans {
  readonly client: SecretsClient;
  readonly database: Database;
  readonly openSession: OpenSession;
  /** @default the user of the secret changes its own password */
  readonly masterSecretArn?: string;
}

/** Each step can run again from its beginning, wherever an earlier attempt ended. */
const steps: Readonly<Record<RotationStep, (rotation: Rotation) => Promise<void>>> = {
  createSecret,
  setSecret,
  testSecret,
  finishSecret,
};

/**
 * Runs one step of a rotation.
 *
 * @returns the result, in words
 * @throws BulkheadError `RotationDisabled` or `VersionNotPending` if Secrets Manager has no such rotation in progress
 */
export async function rotate(
  { step, secretArn, version }: RotationEvent,
  { client, database, openSession, masterSecretArn }: RotationMeans,
): Promise<string> {
  const secret = new StoredSecret(client, secretArn, database);
  const { labels, rotates } = await secret.describe();
  if (!rotates) {
    throw new BulkheadError('RotationDisabled', `${secretArn} does not rotate.`, {
      next: 'deploy the stack that has the secret',
    });
  }
  const own = labels[version] ?? [];
  if (own.includes('AWSCURRENT')) return 'rotated before';
  if (!own.includes('AWSPENDING')) {
    throw new BulkheadError('VersionNotPending', `Version ${version} of ${secretArn} is not AWSPENDING.`, {
      next: `aws secretsmanager rotate-secret --secret-id ${secretArn}`,
    });
  }
  const master = masterSecretArn ? new StoredSecret(client, masterSecretArn, database) : undefined;
  await steps[step]({ client, secret, version, master, openSession });
  return 'done';
}
