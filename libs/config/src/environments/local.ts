import { localVariant } from '../local-variant';

/** The smallest preset on the local emulator: what a command is for when it names no environment. */
export const local = localVariant('local', 'saas');
