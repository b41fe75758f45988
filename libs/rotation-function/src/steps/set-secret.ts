import { type CompleteCredential, type Credential } from '../credential';
import { canLogIn, firstSession } from '../database/log-in';
import { type Session } from '../database/session';
import { changePassword, prepareUser } from '../database/users';
import { type Rotation } from '../rotation';
import { type StoredSecret } from '../stored-secret';
import { ownerOf } from '../user-names';

/** A way to set a password in the database. */
interface Change {
  /** Users that may change the password. The first one that the database accepts does it. */
  readonly by: readonly CompleteCredential[];
  readonly apply: (session: Session) => Promise<void>;
}

/**
 * Sets the password of the pending credential in the database. If the credential can log in already, an earlier attempt
 * has done so, since the change is one transaction.
 *
 * @throws BulkheadError `LoginRefused`, and the errors of the secret and the database
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
  // The first rotation must not shut out users of the current credential.
  const ownerPassword = current.username === owner ? current.password : undefined;
  // The master's own rotation may have changed the database but not yet AWSCURRENT.
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
  // Somebody may have made a value current by hand, although the database has another password.
  const previous = await secret.find('AWSPREVIOUS');
  return {
    by: [await secret.readComplete('AWSCURRENT'), ...(isComplete(previous) ? [previous] : [])],
    apply: (session) => changePassword(session, username, password),
  };
}

function isComplete(credential: Credential | undefined): credential is CompleteCredential {
  return credential?.password !== undefined;
}
