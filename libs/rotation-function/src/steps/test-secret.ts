import { BulkheadError } from '@bulkhead/errors';
import { canLogIn } from '../database/log-in';
import { type Rotation } from '../rotation';

/**
 * Logs in with the pending credential.
 *
 * @throws BulkheadError `LoginRefused`
 */
export async function testSecret({ secret, version, openSession }: Rotation): Promise<void> {
  const pending = await secret.readComplete('AWSPENDING', version);
  if (await canLogIn(openSession, pending)) return;
  throw new BulkheadError(
    'LoginRefused',
    `The database refuses the pending credential of ${secret.arn} (user ${pending.username}).`,
    { next: `aws secretsmanager rotate-secret --secret-id ${secret.arn}` },
  );
}
