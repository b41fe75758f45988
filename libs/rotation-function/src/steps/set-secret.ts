import { BulkheadError } from '@bulkhead/errors';
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
 * @throws BulkheadError `OtherDatabase`, `LoginRefused`, and what the database says
 */
export async function setSecret(rotation: Rotation): Promise<void> {
  const { secret, version, master, openSession } = rotation;
  const pending = await secret.readComplete('AWSPENDING', version);
  const { by, apply } = await (master
    ? changeByMaster(secret, master, pending)
    : changeByItself(secret, pending));
  for (const credential of by) requireSameDatabase(credential, pending, secret.arn);
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

/**
 * Whoever may write a secret must not have the function carry the login of another user to a host of their choice, nor
 * change a user of another database.
 */
function requireSameDatabase(one: Credential, other: Credential, arn: string): void {
  if (one.host === other.host && one.port === other.port) return;
  throw new BulkheadError(
    'OtherDatabase',
    `The credentials that a rotation of ${arn} works with are of two databases.`,
    { next: 'give both secrets the same host and port' },
  );
}
