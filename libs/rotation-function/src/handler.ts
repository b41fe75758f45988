import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { sessionsOf } from './database/session';
import { reported } from './report';
import { rotate } from './rotate';
import { parseRotationEvent } from './rotation-event';
import { rotationSettings } from './settings';

/** Outside the handler, so that all calls of one rotation share its connections. */
const client = new SecretsManagerClient({});

/**
 * Runs one step of a rotation for Secrets Manager.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_lambda-functions.html
 *
 * @throws BulkheadError with a code; Secrets Manager then repeats the rotation
 */
export async function handler(event: unknown): Promise<void> {
  await reported(event, () => {
    const { database, masterSecretArn } = rotationSettings(process.env);
    const openSession = sessionsOf(database);
    return rotate(parseRotationEvent(event), { client, database, openSession, masterSecretArn });
  });
}
