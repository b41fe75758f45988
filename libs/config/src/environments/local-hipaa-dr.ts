import { type EnvironmentFile } from '../definition/environment-file';
import { localVariant } from '../definition/local-variant';

/** Preset `hipaa-dr` on the local emulator. */
export const environment: EnvironmentFile = {
  promotedAfter: 'local',
  ...localVariant('hipaa-dr', 'hipaa-dr.bulkhead.test'),
};
