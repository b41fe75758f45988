import { type EnvironmentFile } from '../definition/environment-file';
import { localVariant } from '../definition/local-variant';

/** Preset `patient-data` on the local emulator. */
export const environment: EnvironmentFile = {
  promotedAfter: 'local',
  ...localVariant('patient-data', 'patient-data.bulkhead.test'),
};
