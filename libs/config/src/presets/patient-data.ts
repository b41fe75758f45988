import { defaultPostgresVersion } from '../postgres-versions';
import { fourTiers } from './backup-settings';
import { defaultValkeyVersion } from '../cache-versions';
import { type Preset } from './preset';
import { production } from './production';
import { regionPlan } from './region-plan';
import { patientDataService } from './services';

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
      backup: fourTiers(14),
      cache: {
        type: 'valkey',
        engineVersion: defaultValkeyVersion,
        nodeType: 'cache.r7g.large',
        nodes: 3,
        automaticFailover: true,
        snapshotRetentionDays: 15,
        logRetentionDays: 365,
      },
      storage: {
        data: { current: {}, noncurrent: { archiveAfterDays: 90, deleteAfterDays: 2555 } },
        log: { archiveAfterDays: 90, deleteAfterDays: 2555 },
      },
      'file-system': { throughput: 'elastic', infrequentAccessAfterDays: 30 },
    },
    'dr-region': {
      network: { natGateways: 3 },
      relational: { instances: 2 },
      cache: { nodes: 2 },
      storage: {},
      'file-system': {},
      backup: {},
      replication: {},
    },
    'app-platform': { service: patientDataService },
  },
};
