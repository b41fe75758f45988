import { defaultPostgresVersion } from '../postgres-versions';
import { fourTiers } from './backup-settings';
import { type Preset } from './preset';
import { production } from './production';
import { regionPlan } from './region-plan';
import { hipaaDrService } from './services';

/** P3: the data tier of a HIPAA platform with a DR region. */
export const hipaaDr: Preset = {
  ...production,
  regions: {
    primary: regionPlan('eu-central-1', 'abc', '10.30'),
    dr: regionPlan('eu-west-1', 'abc', '10.31'),
  },
  apps: {
    network: { vpc: { natGateways: 3, flowLogRetentionDays: 365 } },
    database: {
      relational: {
        type: 'aurora-provisioned',
        instanceClass: 'db.r7g.large',
        instances: 3,
        global: {},
        engineVersion: defaultPostgresVersion,
        databaseName: 'app',
        backupRetentionDays: 35,
        logRetentionDays: 365,
      },
      credentials: { masterPasswordVersion: 1 },
      backup: fourTiers(3),
      storage: {
        data: { current: {}, noncurrent: { archiveAfterDays: 30, deleteAfterDays: 2555 } },
        log: { archiveAfterDays: 90, deleteAfterDays: 2555 },
      },
    },
    'dr-region': {
      network: { natGateways: 3 },
      relational: { instances: 2 },
      storage: {},
      backup: {},
      replication: {},
    },
    'app-platform': { service: hipaaDrService },
  },
};
