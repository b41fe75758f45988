import { escapeIdentifier, escapeLiteral } from 'pg';
import { scramVerifier } from './scram-verifier';
import { type Session } from './session';
import { settingsOf } from './user-settings';

export interface PreparedUser {
  /** The next user to use: the owner, or its clone. */
  readonly username: string;
  readonly password: string;
  readonly owner: string;
  /** The password for an owner that does not exist yet. @default the owner cannot log in before its own turn */
  readonly ownerPassword?: string;
}

/** Changes the password of the session's user, or of another user that the session's user may change. */
export async function changePassword(session: Session, username: string, password: string): Promise<void> {
  await session.query(`ALTER ROLE ${escapeIdentifier(username)} ${passwordClause(password)}`);
}

/**
 * Creates the next user if it does not exist, and sets its password, in one transaction.
 *
 * A clone is a member of the owner, and acts as the owner from its login on. So the clone has the owner's rights,
 * including rights that are granted later, and all objects that either of them creates belong to the same role.
 */
export async function prepareUser(session: Session, user: PreparedUser): Promise<void> {
  const { username, password, owner, ownerPassword } = user;
  const [role, ownerRole] = [escapeIdentifier(username), escapeIdentifier(owner)];
  await session.query('BEGIN');
  if (!(await exists(session, owner))) {
    const clause = ownerPassword === undefined ? '' : ` ${passwordClause(ownerPassword)}`;
    await session.query(`CREATE ROLE ${ownerRole} LOGIN${clause}`);
  }
  if (username !== owner) {
    if (!(await exists(session, username))) await session.query(`CREATE ROLE ${role}`);
    await session.query(`GRANT ${ownerRole} TO ${role}`);
    await session.query(`ALTER ROLE ${role} RESET ALL`);
    for (const { database, assignment } of await settingsOf(session, owner)) {
      const where = database === undefined ? '' : ` IN DATABASE ${escapeIdentifier(database)}`;
      await session.query(`ALTER ROLE ${role}${where} SET ${assignment}`);
    }
    await session.query(`ALTER ROLE ${role} SET role TO ${escapeLiteral(owner)}`);
    const connections = await connectionLimit(session, owner);
    await session.query(`ALTER ROLE ${role} CONNECTION LIMIT ${connections}`);
  }
  await session.query(`ALTER ROLE ${role} LOGIN ${passwordClause(password)}`);
  await session.query('COMMIT');
}

function passwordClause(password: string): string {
  return `PASSWORD ${escapeLiteral(scramVerifier(password))}`;
}

async function exists(session: Session, username: string): Promise<boolean> {
  return (await session.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [username])).length > 0;
}

async function connectionLimit(session: Session, username: string): Promise<number> {
  const [row] = await session.query('SELECT rolconnlimit FROM pg_roles WHERE rolname = $1', [username]);
  return Number(row?.['rolconnlimit'] ?? -1);
}
