import { defaultPostgresVersion } from '../postgres-versions';
import { type Preset } from './preset';
import { production } from './production';
import { regionPlan } from './region-plan';
import { saasService } from './services';

/** P5: a small SaaS in one region, no disaster recovery; the database and the service at their smallest. */
export const saas: Preset = {
  ...production,
  regions: { primary: regionPlan('us-east-1', 'ab', '10.0') },
  apps: {
    // Interface endpoints cost more than the traffic of a small service through its one NAT gateway.
    network: { vpc: { natGateways: 1, flowLogRetentionDays: 365, endpoints: { interface: [] } } },
    database: {
      relational: {
        type: 'aurora-serverless-v2',
        capacity: { min: 0.5, max: 1 },
        instances: 2,
        engineVersion: defaultPostgresVersion,
        databaseName: 'app',
        backupRetentionDays: 7,
        logRetentionDays: 365,
      },
    },
    'app-platform': { service: saasService },
  },
};
