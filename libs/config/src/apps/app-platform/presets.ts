import { type z } from 'zod';
import { type AppPresets } from '../app-presets';
import { webObjectProcessing } from './preset-object-processing';
import {
  ecsEc2Service,
  hipaaDrService,
  patientDataService,
  saasService,
  webService,
} from './preset-services';
import { type settings } from './settings';

/** The apps of each preset. */
export const presets: AppPresets<z.input<typeof settings>> = {
  saas: { service: saasService },
  'patient-data': { service: patientDataService },
  'web-multi-region': { service: webService, 'object-processing': webObjectProcessing },
  'hipaa-dr': { service: hipaaDrService },
  'ecs-ec2': { service: ecsEc2Service },
};
