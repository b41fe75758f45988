import { defaultPostgresVersion } from '../postgres-versions';
import { type Preset } from './preset';
import { production } from './production';
import { regionPlan } from './region-plan';
import { ecsEc2Service } from './services';

/** P4: one region, containers on EC2 capacity. */
export const ecsEc2: Preset = {
  ...production,
  regions: { primary: regionPlan('us-east-1', 'ab', '10.40') },
  apps: {
    network: { vpc: { natGateways: 2, flowLogRetentionDays: 365 } },
    database: {
      relational: {
        type: 'rds-postgres',
        instanceClass: 'db.m7g.large',
        multiAz: true,
        allocatedStorage: 100,
        maxAllocatedStorage: 500,
        engineVersion: defaultPostgresVersion,
        databaseName: 'app',
        backupRetentionDays: 14,
        logRetentionDays: 365,
      },
    },
    'app-platform': { service: ecsEc2Service },
  },
};
