import { z } from 'zod';

/** Settings of `database`, stack `credentials`: of an environment that keeps the passwords of its database itself. */
export const credentialsSchema = z.strictObject({
  /**
   * Raised by one, the next deploy makes up another password for the master user, and gives it to the database: for
   * when it may be known to somebody. The users of applications keep theirs.
   */
  masterPasswordVersion: z.int().min(1),
});

export type CredentialsSettings = z.infer<typeof credentialsSchema>;
