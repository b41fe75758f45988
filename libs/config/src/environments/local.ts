import { type EnvironmentFile } from '../definition/environment-file';
import { localVariant } from '../definition/local-variant';

/**
 * The smallest preset on the local emulator. Commands use this environment if they name none. It has no `observability`:
 * the emulator makes no alarm and no trail that records, and a first deploy should take little time.
 */
export const environment: EnvironmentFile = {
  ...localVariant('saas'),
  apps: { observability: null },
};
