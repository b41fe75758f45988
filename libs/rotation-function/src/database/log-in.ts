import { type CompleteCredential } from '../credential';
import { LoginRefused } from './login-refused';
import { type OpenSession, type Session } from './session';

/** Whether the database accepts a credential. */
export async function canLogIn(openSession: OpenSession, credential: CompleteCredential): Promise<boolean> {
  try {
    const session = await openSession(credential);
    await session.close();
    return true;
  } catch (error) {
    if (error instanceof LoginRefused) return false;
    throw error;
  }
}

/**
 * A session with the first credential that the database accepts.
 *
 * @throws LoginRefused for the last credential if the database accepts none
 */
export async function firstSession(
  openSession: OpenSession,
  credentials: readonly CompleteCredential[],
): Promise<Session> {
  let refused = new LoginRefused('There is no credential to log in with.');
  for (const credential of credentials) {
    try {
      return await openSession(credential);
    } catch (error) {
      if (!(error instanceof LoginRefused)) throw error;
      refused = error;
    }
  }
  throw refused;
}
