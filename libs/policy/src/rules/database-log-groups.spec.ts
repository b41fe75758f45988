import { performanceInsights, rds, secretsManager } from '@bulkhead/kms-policies';
import { changed, cluster, here, key } from './examples';
import { ruleCases } from './rule-cases';
import { databaseLogGroups } from './database-log-groups';

const keyWithoutLogs = key('Key', rds(here), performanceInsights(here), secretsManager(here));

ruleCases(databaseLogGroups, {
  compliant: { 'a log group that is there first': cluster() },
  nonCompliant: {
    'an exported log without a log group': changed(cluster(), {
      PostgresqlLog: undefined,
      Key: keyWithoutLogs,
    }),
  },
  notApplicable: {
    'no exported log': changed(cluster({ EnableCloudwatchLogsExports: [] }), {
      PostgresqlLog: undefined,
      Key: keyWithoutLogs,
    }),
  },
});
