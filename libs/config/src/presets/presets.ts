import { ecsEc2 } from './ecs-ec2';
import { hipaaDr } from './hipaa-dr';
import { patientData } from './patient-data';
import { type Preset } from './preset';
import { type PresetName } from './preset-names';
import { saas } from './saas';
import { webMultiRegion } from './web-multi-region';

/** Every preset by name. */
export const presets: Record<PresetName, Preset> = {
  saas,
  'patient-data': patientData,
  'web-multi-region': webMultiRegion,
  'hipaa-dr': hipaaDr,
  'ecs-ec2': ecsEc2,
};
