import { type z } from 'zod';
import { sevenYearsInDays } from '../../values/seven-years';
import { type AppPresets } from '../app-presets';
import { defaultValkeyVersion } from './cache-versions';
import { defaultPostgresVersion } from './postgres-versions';
import { fourTiers } from './preset-backups';
import { type settings } from './settings';

/** The settings of the relational database that all presets share. */
const postgresql = {
  engineVersion: defaultPostgresVersion,
  databaseName: 'app',
  logRetentionDays: 365,
} as const;

/** The data stores of each preset. */
export const presets: AppPresets<z.input<typeof settings>> = {
  saas: {
    relational: {
      type: 'aurora-serverless-v2',
      capacity: { min: 0.5, max: 1 },
      instances: 2,
      ...postgresql,
      backupRetentionDays: 7,
    },
  },
  'patient-data': {
    relational: {
      type: 'aurora-serverless-v2',
      capacity: { min: 8, max: 64 },
      instances: 2,
      global: {},
      ...postgresql,
      backupRetentionDays: 35,
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
      data: { current: {}, noncurrent: { archiveAfterDays: 90, deleteAfterDays: sevenYearsInDays } },
      log: { archiveAfterDays: 90, deleteAfterDays: sevenYearsInDays },
    },
    'file-system': { throughput: 'elastic', infrequentAccessAfterDays: 30 },
  },
  'web-multi-region': {
    relational: {
      type: 'aurora-provisioned',
      instanceClass: 'db.r7g.large',
      instances: 2,
      global: {},
      ...postgresql,
      backupRetentionDays: 14,
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
  'hipaa-dr': {
    relational: {
      type: 'aurora-provisioned',
      instanceClass: 'db.r7g.large',
      instances: 3,
      global: {},
      ...postgresql,
      backupRetentionDays: 35,
    },
    credentials: { masterPasswordVersion: 1 },
    backup: fourTiers(3),
    storage: {
      data: { current: {}, noncurrent: { archiveAfterDays: 30, deleteAfterDays: sevenYearsInDays } },
      log: { archiveAfterDays: 90, deleteAfterDays: sevenYearsInDays },
    },
  },
  'ecs-ec2': {
    relational: {
      type: 'rds-postgres',
      instanceClass: 'db.m7g.large',
      multiAz: true,
      allocatedStorage: 100,
      maxAllocatedStorage: 500,
      ...postgresql,
      backupRetentionDays: 14,
    },
  },
};
