import { isText, valuesAt } from '../reading/properties';
import { nameOfResource, regionAt, regionOfResource, resourcesOf } from '../reading/references';
import { resourceRule } from './resource-rule';

/**
 * The log group of an exported log must exist before RDS creates it. RDS would create it without encryption and without
 * an expiry.
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraPostgreSQL.CloudWatch.html
 */
export const databaseLogGroups = resourceRule({
  id: 'database-log-groups',
  title: 'Every log that a database exports goes to a log group of the environment.',
  controls: ['164.312(a)(2)(iv)', '164.312(b)'],
  types: ['AWS::RDS::DBCluster', 'AWS::RDS::DBInstance'],
  judge: ({ type, properties }, place) => {
    const kind = type === 'AWS::RDS::DBCluster' ? 'cluster' : 'instance';
    const identifier = properties[kind === 'cluster' ? 'DBClusterIdentifier' : 'DBInstanceIdentifier'];
    const logs = valuesAt(properties, 'EnableCloudwatchLogsExports').filter(isText);
    if (logs.length === 0 || !isText(identifier)) return 'not-applicable';
    const groups = resourcesOf(place.environment, 'AWS::Logs::LogGroup')
      .filter((group) => regionOfResource(group) === regionAt(place))
      .map(({ resource }) => nameOfResource(resource));
    return logs
      .map((log) => `/aws/rds/${kind}/${identifier}/${log}`)
      .filter((name) => !groups.includes(name))
      .map(
        (name) =>
          `No stack has the log group ${name}, so RDS creates it without a key and without retention.`,
      );
  },
});
