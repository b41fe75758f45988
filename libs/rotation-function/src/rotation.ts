import { type OpenSession } from './database/session';
import { type SecretsClient, type StoredSecret } from './stored-secret';

/** One rotation of one secret, as its steps see it. */
export interface Rotation {
  readonly client: SecretsClient;
  readonly secret: StoredSecret;
  /** Id of the version that the rotation makes. */
  readonly version: string;
  /** The secret of the user who changes the passwords of others. @default the user changes its own */
  readonly master?: StoredSecret;
  readonly openSession: OpenSession;
}
