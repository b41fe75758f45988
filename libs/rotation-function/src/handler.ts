import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { sessionsOf } from './database/session';
import { reported } from './report';
import { rotate } from './rotate';
import { parseRotationEvent } from './rotation-event';
import { rotationSettings } from './settings';

/** Outside the handler, so that the calls of one rotation share its connections. */
const client = new SecretsManagerClient({});

/**
 * Takes one step of a rotation, as Secrets Manager asks for it.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_lambda-functions.html
 *
 * @throws BulkheadError with a code, for which Secrets Manager repeats the rotation
 */
export async function handler(event: unknown): Promise<void> {
  await reported(event, () => {
    const { database, masterSecretArn } = rotationSettings(process.env);
    const openSession = sessionsOf(database);
    return rotate(parseRotationEvent(event), { client, database, openSession, masterSecretArn });
  });
}
