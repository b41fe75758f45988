// Made by `npx nx run bulkhead:update-indexes` from the folders. Do not edit.
import { type Preset } from '../fields/preset';
import { preset as ecsEc2Preset } from './ecs-ec2';
import { preset as hipaaDrPreset } from './hipaa-dr';
import { preset as patientDataPreset } from './patient-data';
import { preset as saasPreset } from './saas';
import { preset as webMultiRegionPreset } from './web-multi-region';
import { type PresetName } from './preset-names.generated';

/** Every preset by name. */
export const presets: Readonly<Record<PresetName, Preset>> = {
  'ecs-ec2': ecsEc2Preset,
  'hipaa-dr': hipaaDrPreset,
  'patient-data': patientDataPreset,
  saas: saasPreset,
  'web-multi-region': webMultiRegionPreset,
};
