import { valueAt } from '../reading/properties';
import { resourceRule, unless } from './resource-rule';

/**
 * Aurora accepts 20 seconds or more as the recovery point objective of a global database. Aurora holds back commits
 * while every secondary cluster lags further behind.
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database-disaster-recovery.html
 */
const shortestRpoSeconds = 20;

export const globalRpo = resourceRule({
  id: 'global-rpo',
  title: 'A recovery point objective of a global database is at least 20 seconds.',
  controls: ['164.308(a)(7)(ii)(B)', '164.308(a)(7)(ii)(C)'],
  pitfall: 26,
  types: ['AWS::RDS::DBClusterParameterGroup'],
  judge: ({ properties }) => {
    // The name of the parameter has a dot in it, so it is no path.
    const parameters = valueAt(properties, 'Parameters') as Record<string, unknown> | undefined;
    const seconds = parameters?.['rds.global_db_rpo'];
    if (seconds === undefined) return 'not-applicable';
    return unless(
      Number(seconds) >= shortestRpoSeconds,
      `rds.global_db_rpo is ${String(seconds)}: Aurora accepts ${shortestRpoSeconds} seconds or more.`,
    );
  },
});
