import { type z } from 'zod';
import { type PresetName } from '../../presets/preset-names.generated';
import { type settings } from './settings';

/** The network of every preset. */
export const presets: Readonly<Record<PresetName, z.input<typeof settings>>> = {
  // For a small service, interface endpoints cost more than its traffic through a single NAT gateway.
  saas: { vpc: { natGateways: 1, flowLogRetentionDays: 365, endpoints: { interface: [] } } },
  'patient-data': { vpc: { natGateways: 3, flowLogRetentionDays: 365 } },
  'web-multi-region': { vpc: { natGateways: 3, flowLogRetentionDays: 365 } },
  'hipaa-dr': { vpc: { natGateways: 3, flowLogRetentionDays: 365 } },
  'ecs-ec2': { vpc: { natGateways: 2, flowLogRetentionDays: 365 } },
};
