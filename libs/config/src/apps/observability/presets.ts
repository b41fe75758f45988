import { type z } from 'zod';
import { type AppPresets } from '../app-presets';
import { presetAudit, presetAuditOfPatients } from './preset-audit';
import { presetMonitoring } from './preset-monitoring';
import { type settings } from './settings';

/** What each preset gives `observability`. */
export const presets: AppPresets<z.input<typeof settings>> = {
  saas: { monitoring: presetMonitoring, audit: presetAudit },
  'patient-data': { 'edge-monitoring': {}, monitoring: presetMonitoring, audit: presetAuditOfPatients },
  'web-multi-region': { 'edge-monitoring': {}, monitoring: presetMonitoring, audit: presetAudit },
  'hipaa-dr': { 'edge-monitoring': {}, monitoring: presetMonitoring, audit: presetAuditOfPatients },
  'ecs-ec2': { monitoring: presetMonitoring, audit: presetAudit },
};
