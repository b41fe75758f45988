import { type EnvironmentInput } from '../define-environment';
import { ecsEc2 } from './ecs-ec2';
import { hipaaDr } from './hipaa-dr';
import { patientData } from './patient-data';
import { type PresetName } from './preset-names';
import { saas } from './saas';
import { webMultiRegion } from './web-multi-region';

/** What a preset decides; the rest (name, account, deployment id) only an environment can know. */
export type Preset = Omit<EnvironmentInput, 'name' | 'account' | 'preset' | 'deploymentId'>;

/** Every preset by name. */
export const presets: Record<PresetName, Preset> = {
  saas,
  'patient-data': patientData,
  'web-multi-region': webMultiRegion,
  'hipaa-dr': hipaaDr,
  'ecs-ec2': ecsEc2,
};
