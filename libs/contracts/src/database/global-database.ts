import { contract, parameter } from '../contract';

/** The global database with its primary cluster in the region. Nobody publishes it in an environment without one. */
export const globalDatabase = contract('global-database', {
  globalClusterIdentifier: parameter(
    /[a-z][a-z0-9-]*/,
    'Identifier of the global cluster, which others join by',
  ),
  clusterArn: parameter(
    /arn:[^:]+:rds:[^,]+/,
    'ARN of the cluster of this region, by which a failover names it',
  ),
});
