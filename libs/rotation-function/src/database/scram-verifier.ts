import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';

/** PostgreSQL's default (`scram_iterations`). The passwords are random, so more iterations would add no security. */
const iterations = 4096;

/**
 * The verifier that PostgreSQL stores for a password. PostgreSQL also accepts it instead of the password. So no
 * statement contains the password itself, and neither does any log or statistics of statements.
 * https://www.postgresql.org/docs/current/catalog-pg-authid.html, RFC 5803
 *
 * @param password of printable ASCII characters
 */
export function scramVerifier(password: string, salt: Buffer = randomBytes(16)): string {
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256');
  const key = (label: string) => createHmac('sha256', salted).update(label).digest();
  const storedKey = createHash('sha256').update(key('Client Key')).digest('base64');
  const serverKey = key('Server Key').toString('base64');
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${storedKey}:${serverKey}`;
}
