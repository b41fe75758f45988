// Made by `npx nx run bulkhead:update-indexes` from the folders. Do not edit.
import { type Preset } from '../fields/preset';
import { type PresetName } from './preset-names.generated';

/** Every preset by name, loaded when it is the one asked for. */
export const presets: Readonly<Record<PresetName, () => Preset>> = {
  'ecs-ec2': () => (require('./ecs-ec2') as typeof import('./ecs-ec2')).preset,
  'hipaa-dr': () => (require('./hipaa-dr') as typeof import('./hipaa-dr')).preset,
  'patient-data': () => (require('./patient-data') as typeof import('./patient-data')).preset,
  saas: () => (require('./saas') as typeof import('./saas')).preset,
  'web-multi-region': () => (require('./web-multi-region') as typeof import('./web-multi-region')).preset,
};
