import { type EnvironmentFile } from '../definition/environment-file';
import { localVariant } from '../definition/local-variant';

/** Preset `web-multi-region` on the local emulator. */
export const environment: EnvironmentFile = {
  promotedAfter: 'local',
  ...localVariant('web-multi-region', 'web.bulkhead.test'),
};
