import { type OpenSession } from './database/session';
import { type SecretsClient, type StoredSecret } from './stored-secret';

/** One rotation of one secret, for its steps. */
export interface Rotation {
  readonly client: SecretsClient;
  readonly secret: StoredSecret;
  /** Id of the version that the rotation creates. */
  readonly version: string;
  /** The secret of the user that changes the passwords of others. @default the user changes its own password */
  readonly master?: StoredSecret;
  readonly openSession: OpenSession;
}
