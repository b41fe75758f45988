import { defaultPostgresVersion } from '../postgres-versions';
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
    database: {
      relational: {
        type: 'aurora-serverless-v2',
        capacity: { min: 8, max: 64 },
        instances: 2,
        global: {},
        engineVersion: defaultPostgresVersion,
        databaseName: 'app',
        backupRetentionDays: 35,
        logRetentionDays: 365,
      },
      credentials: { masterPasswordVersion: 1 },
    },
  },
};
