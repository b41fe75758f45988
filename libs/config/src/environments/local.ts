import { type EnvironmentFile } from '../definition/environment-file';
import { localVariant } from '../definition/local-variant';

/** The smallest preset on the local emulator: what a command is for when it names no environment. */
export const environment: EnvironmentFile = localVariant('saas');
