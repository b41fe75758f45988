import type { StackResourceSummary } from '@aws-sdk/client-cloudformation';
import { openClient } from '../../retries/open-client';

/** Lets a resource be deleted, by the id that CloudFormation knows it by. */
type Lift = (region: string, id: string) => Promise<void>;

/**
 * What keeps CloudFormation from deleting a resource whatever its template says of deletion, by type. The termination
 * protection of the stack itself is lifted with it.
 */
const lifts: Readonly<Record<string, Lift>> = {
  // https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html#deletion-protection
  'AWS::ElasticLoadBalancingV2::LoadBalancer': async (region, LoadBalancerArn) => {
    const { ElasticLoadBalancingV2Client, ModifyLoadBalancerAttributesCommand } =
      await import('@aws-sdk/client-elastic-load-balancing-v2');
    const client = await openClient(ElasticLoadBalancingV2Client, region);
    const Attributes = [{ Key: 'deletion_protection.enabled', Value: 'false' }];
    await client
      .send(new ModifyLoadBalancerAttributesCommand({ LoadBalancerArn, Attributes }))
      .finally(() => client.destroy());
  },
  // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_DeleteInstance.html
  'AWS::RDS::DBInstance': async (region, DBInstanceIdentifier) => {
    const { RDSClient, ModifyDBInstanceCommand } = await import('@aws-sdk/client-rds');
    const client = await openClient(RDSClient, region);
    const change = { DBInstanceIdentifier, DeletionProtection: false, ApplyImmediately: true };
    await client.send(new ModifyDBInstanceCommand(change)).finally(() => client.destroy());
  },
  'AWS::RDS::DBCluster': async (region, DBClusterIdentifier) => {
    const { RDSClient, ModifyDBClusterCommand } = await import('@aws-sdk/client-rds');
    const client = await openClient(RDSClient, region);
    const change = { DBClusterIdentifier, DeletionProtection: false, ApplyImmediately: true };
    await client.send(new ModifyDBClusterCommand(change)).finally(() => client.destroy());
  },
  'AWS::RDS::GlobalCluster': async (region, GlobalClusterIdentifier) => {
    const { RDSClient, ModifyGlobalClusterCommand } = await import('@aws-sdk/client-rds');
    const client = await openClient(RDSClient, region);
    const change = { GlobalClusterIdentifier, DeletionProtection: false };
    await client.send(new ModifyGlobalClusterCommand(change)).finally(() => client.destroy());
  },
};

/** What the service says of something that is not there any more: there is nothing to lift. */
const gone = /NotFound/;

/**
 * Lets every resource be deleted that refuses to be.
 *
 * @param resources that exist
 * @param lifting called with the name of each before it is lifted
 */
export async function liftProtections(
  region: string,
  resources: readonly (StackResourceSummary & { PhysicalResourceId: string })[],
  lifting: (resource: string) => void,
): Promise<void> {
  for (const { LogicalResourceId, ResourceType = '', PhysicalResourceId } of resources) {
    const lift = lifts[ResourceType];
    if (!lift) continue;
    lifting(`${LogicalResourceId} (${ResourceType})`);
    try {
      await lift(region, PhysicalResourceId);
    } catch (error) {
      if (!(error instanceof Error && gone.test(error.name))) throw error;
    }
  }
}
