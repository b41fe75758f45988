import { localVariant } from '../local-variant';

/** Preset `patient-data` on the local emulator. */
export const localPatientData = localVariant('local-patient-data', 'patient-data');
