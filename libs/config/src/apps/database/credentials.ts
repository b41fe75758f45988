import { z } from 'zod';

/** Settings of `database`, stack `credentials`, for an environment that keeps the passwords of its database itself. */
export const credentialsSchema = z.strictObject({
  /**
   * Raise this number by one if somebody may know the password of the master user. The next deploy creates a new
   * password and sets it in the database. The users of applications keep their passwords.
   */
  masterPasswordVersion: z.int().min(1),
});

export type CredentialsSettings = z.infer<typeof credentialsSchema>;
