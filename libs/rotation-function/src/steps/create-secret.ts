import { type Rotation } from '../rotation';
import { newPassword } from '../stored-secret';
import { otherUser } from '../user-names';

/**
 * Makes up the next credential and keeps it as AWSPENDING. One that is kept already stays: the database may have been
 * given its password.
 */
export async function createSecret({ client, secret, version, master }: Rotation): Promise<void> {
  const current = await secret.read('AWSCURRENT');
  if (await secret.find('AWSPENDING', version)) return;
  const username = master ? otherUser(current.username) : current.username;
  await secret.writePending(version, { ...current, username, password: await newPassword(client) });
}
