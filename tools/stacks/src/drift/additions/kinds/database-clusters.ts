import { type AdditionKind, byId } from '../addition-kind';
import { askEach, everyPage, whereThere } from '../asking';
import { text, texts } from '../deployed-resource';

const clusters: AdditionKind['parents'] = {
  aws_rds_cluster: ({ physicalId }) => physicalId,
  'AWS::RDS::DBCluster': ({ physicalId }) => physicalId,
};

/** Instances of Aurora clusters: readers that nobody watches or has sized. */
export const clusterInstances: AdditionKind = {
  name: 'instance of a database cluster',
  parents: clusters,
  declares: { aws_rds_cluster_instance: byId, 'AWS::RDS::DBInstance': byId },
  async list(ids, services) {
    const { DeleteDBInstanceCommand, paginateDescribeDBInstances } = await import('@aws-sdk/client-rds');
    const client = await services.rds();
    const wanted = new Set(ids);
    const all = await everyPage(paginateDescribeDBInstances({ client }, {}), (page) => page.DBInstances);
    return all
      .filter(
        ({ DBClusterIdentifier = '', DBInstanceStatus }) =>
          wanted.has(DBClusterIdentifier) && DBInstanceStatus !== 'deleting',
      )
      .map(({ DBClusterIdentifier = '', DBInstanceIdentifier = '', DBInstanceClass }) => ({
        parent: DBClusterIdentifier,
        id: DBInstanceIdentifier,
        content: `instance ${DBInstanceIdentifier} of ${DBInstanceClass}`,
        // https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-replicas-adding.html: Aurora Auto Scaling
        // gives its instances this prefix.
        ...(DBInstanceIdentifier.startsWith('application-autoscaling-') && {
          byAws: 'a reader that Aurora Auto Scaling added',
        }),
        remove: () => client.send(new DeleteDBInstanceCommand({ DBInstanceIdentifier })),
      }));
  },
};

/** Custom endpoints of clusters. */
export const clusterEndpoints: AdditionKind = {
  name: 'custom endpoint of a database cluster',
  emulatorLacks: 'clusters have no endpoints of their own: the call fails with a server error',
  parents: clusters,
  declares: {
    aws_rds_cluster_endpoint: byId,
  },
  async list(ids, services) {
    const { DeleteDBClusterEndpointCommand, paginateDescribeDBClusterEndpoints } =
      await import('@aws-sdk/client-rds');
    const client = await services.rds();
    const wanted = new Set(ids);
    const filter = { Filters: [{ Name: 'db-cluster-endpoint-type', Values: ['custom'] }] };
    const all = await everyPage(
      paginateDescribeDBClusterEndpoints({ client }, filter),
      (page) => page.DBClusterEndpoints,
    );
    return all
      .filter(({ DBClusterIdentifier = '' }) => wanted.has(DBClusterIdentifier))
      .map(({ DBClusterIdentifier = '', DBClusterEndpointIdentifier = '', CustomEndpointType }) => ({
        parent: DBClusterIdentifier,
        id: DBClusterEndpointIdentifier,
        content: `endpoint ${DBClusterEndpointIdentifier} (${CustomEndpointType})`,
        remove: () => client.send(new DeleteDBClusterEndpointCommand({ DBClusterEndpointIdentifier })),
      }));
  },
};

const target = (resource: unknown): string => `target ${text(resource)}`;

/** Databases that a proxy leads to. */
export const proxyTargets: AdditionKind = {
  name: 'target of a database proxy',
  parents: {
    aws_db_proxy: ({ physicalId }) => physicalId,
    'AWS::RDS::DBProxy': ({ physicalId }) => physicalId,
  },
  declares: {
    aws_db_proxy_target: ({ attributes: a }) => [
      { parent: text(a['db_proxy_name']), content: target(a['rds_resource_id']) },
    ],
    'AWS::RDS::DBProxyTargetGroup': ({ attributes: a }) =>
      [...texts(a['DBClusterIdentifiers']), ...texts(a['DBInstanceIdentifiers'])].map((resource) => ({
        parent: text(a['DBProxyName']),
        content: target(resource),
      })),
  },
  async list(names, services) {
    const { DeregisterDBProxyTargetsCommand, paginateDescribeDBProxyTargets } =
      await import('@aws-sdk/client-rds');
    const client = await services.rds();
    return askEach(names, async (DBProxyName) => {
      const found = await whereThere(
        everyPage(paginateDescribeDBProxyTargets({ client }, { DBProxyName }), (page) => page.Targets),
      );
      return (found ?? []).map(({ RdsResourceId = '', TrackedClusterId, Type }) => ({
        parent: DBProxyName,
        content: target(RdsResourceId),
        // https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DBProxyTarget.html: the instances of a cluster
        // come with the cluster.
        ...(Type === 'RDS_INSTANCE' &&
          TrackedClusterId && { byAws: 'an instance of a cluster that is a target' }),
        remove: () =>
          client.send(
            new DeregisterDBProxyTargetsCommand({
              DBProxyName,
              ...(Type === 'TRACKED_CLUSTER'
                ? { DBClusterIdentifiers: [RdsResourceId] }
                : { DBInstanceIdentifiers: [RdsResourceId] }),
            }),
          ),
      }));
    });
  },
};
