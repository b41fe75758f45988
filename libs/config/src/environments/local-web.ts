import { localVariant } from '../local-variant';

/** Preset `web-multi-region` on the local emulator. */
export const localWeb = localVariant('local-web', 'web-multi-region');
