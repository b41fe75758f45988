import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';

/** PostgreSQL's own number (`scram_iterations`). The passwords are random, so that more would make nothing safer. */
const iterations = 4096;

/**
 * What PostgreSQL keeps of a password, as it takes it in place of one: with it, the password itself is in no statement,
 * and so in no log and no statistics of statements.
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
