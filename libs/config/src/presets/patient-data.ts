import { fourTiers } from './backup-settings';
import { type Preset } from './preset';
import { production } from './production';
import { regionPlan } from './region-plan';

/** P1: patient data in three zones, with a DR region. */
export const patientData: Preset = {
  ...production,
  regions: {
    primary: regionPlan('ap-southeast-1', 'abc', '10.10'),
    dr: regionPlan('ap-southeast-2', 'abc', '10.11'),
  },
  apps: {
    network: { vpc: { natGateways: 3, flowLogRetentionDays: 365 } },
    database: { backup: fourTiers(16) },
  },
};
