import { type EnvironmentFile } from '../definition/environment-file';
import { localVariant } from '../definition/local-variant';

/** The smallest preset on the local emulator. Commands use this environment if they name none. */
export const environment: EnvironmentFile = localVariant('saas');
