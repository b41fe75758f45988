import { type CompleteCredential, type Credential } from '../credential';
import { canLogIn, firstSession } from '../database/log-in';
import { type Session } from '../database/session';
import { changePassword, prepareUser } from '../database/users';
import { type Rotation } from '../rotation';
import { type StoredSecret } from '../stored-secret';
import { ownerOf } from '../user-names';

/** How the database is given a password. */
interface Change {
  /** Who may do it; the first whom the database takes. */
  readonly by: readonly CompleteCredential[];
  readonly apply: (session: Session) => Promise<void>;
}

/**
 * Gives the database the password of the pending credential. Where that logs in already, an earlier attempt has done
 * it: what it does is one transaction.
 *
 * @throws BulkheadError `LoginRefused`, and what is wrong with a secret or what the database says
 */
export async function setSecret(rotation: Rotation): Promise<void> {
  const { secret, version, master, openSession } = rotation;
  const pending = await secret.readComplete('AWSPENDING', version);
  const { by, apply } = await (master
    ? changeByMaster(secret, master, pending)
    : changeByItself(secret, pending));
  if (await canLogIn(openSession, pending)) return;

  const session = await firstSession(openSession, by);
  try {
    await apply(session);
  } finally {
    await session.close();
  }
}

async function changeByMaster(
  secret: StoredSecret,
  master: StoredSecret,
  { username, password }: CompleteCredential,
): Promise<Change> {
  const current = await secret.read('AWSCURRENT');
  const owner = ownerOf(username);
  // Whoever holds the current credential is not shut out by the first rotation.
  const ownerPassword = current.username === owner ? current.password : undefined;
  // The master's own rotation may be between the database and AWSCURRENT.
  const rotating = await master.find('AWSPENDING');
  return {
    by: [await master.readComplete('AWSCURRENT'), ...(isComplete(rotating) ? [rotating] : [])],
    apply: (session) => prepareUser(session, { username, password, owner, ownerPassword }),
  };
}

async function changeByItself(
  secret: StoredSecret,
  { username, password }: CompleteCredential,
): Promise<Change> {
  // Somebody may have made the value current by hand that the database does not have.
  const previous = await secret.find('AWSPREVIOUS');
  return {
    by: [await secret.readComplete('AWSCURRENT'), ...(isComplete(previous) ? [previous] : [])],
    apply: (session) => changePassword(session, username, password),
  };
}

function isComplete(credential: Credential | undefined): credential is CompleteCredential {
  return credential?.password !== undefined;
}
