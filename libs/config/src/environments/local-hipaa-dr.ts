import { localVariant } from '../local-variant';

/** Preset `hipaa-dr` on the local emulator. */
export const localHipaaDr = localVariant('local-hipaa-dr', 'hipaa-dr');
