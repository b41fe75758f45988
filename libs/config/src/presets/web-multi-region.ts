import { defaultPostgresVersion } from '../postgres-versions';
import { fourTiers } from './backup-settings';
import { type Preset } from './preset';
import { production } from './production';
import { webObjectProcessing } from './object-processing';
import { regionPlan } from './region-plan';
import { webService } from './services';

/** P2: a web platform that is active in two regions. */
export const webMultiRegion: Preset = {
  ...production,
  regions: { primary: regionPlan('us-east-1', 'abc', '10.20'), dr: regionPlan('us-west-2', 'abc', '10.21') },
  apps: {
    network: { vpc: { natGateways: 3, flowLogRetentionDays: 365 } },
    database: {
      relational: {
        type: 'aurora-provisioned',
        instanceClass: 'db.r7g.large',
        instances: 2,
        global: {},
        engineVersion: defaultPostgresVersion,
        databaseName: 'app',
        backupRetentionDays: 14,
        logRetentionDays: 365,
      },
      credentials: { masterPasswordVersion: 1 },
      backup: fourTiers(9),
      storage: {
        data: {
          current: { archiveAfterDays: 90, deleteAfterDays: 365 },
          noncurrent: { deleteAfterDays: 90 },
        },
        log: { deleteAfterDays: 365 },
      },
      'static-assets': { deleteNoncurrentAfterDays: 90 },
    },
    'dr-region': {
      network: { natGateways: 3 },
      relational: { instances: 2 },
      storage: {},
      backup: {},
      replication: {},
    },
    'app-platform': { service: webService, 'object-processing': webObjectProcessing },
  },
};
