import { type Rotation } from '../rotation';
import { newPassword } from '../stored-secret';
import { otherUser } from '../user-names';

/**
 * Creates the next credential and stores it as AWSPENDING. An existing one stays, since the database may already have
 * its password.
 */
export async function createSecret({ client, secret, version, master }: Rotation): Promise<void> {
  const current = await secret.read('AWSCURRENT');
  if (await secret.find('AWSPENDING', version)) return;
  const username = master ? otherUser(current.username) : current.username;
  await secret.writePending(version, { ...current, username, password: await newPassword(client) });
}
