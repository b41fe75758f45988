import { clusterName, type NameScope } from '@bulkhead/naming';
import { CfnCluster } from 'aws-cdk-lib/aws-ecs';
import { Construct, type IDependable } from 'constructs';

/**
 * Name of the log group that Container Insights writes to, in a form that ECS decides.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-reference-performance-entries-ECS.html
 */
export function insightsLogGroupName(nameScope: NameScope): string {
  return `/aws/ecs/containerinsights/${clusterNameOf(nameScope)}/performance`;
}

export interface ServiceClusterProps {
  readonly nameScope: NameScope;
  /** The log group of Container Insights: ECS would make its own, unencrypted and kept for ever. */
  readonly insightsLog: IDependable;
}

/** The ECS cluster, with Container Insights down to the single container. */
export class ServiceCluster extends Construct {
  readonly cluster: CfnCluster;

  constructor(scope: Construct, id: string, { nameScope, insightsLog }: ServiceClusterProps) {
    super(scope, id);
    this.cluster = new CfnCluster(this, 'Cluster', {
      clusterName: clusterNameOf(nameScope),
      // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cloudwatch-container-insights.html
      clusterSettings: [{ name: 'containerInsights', value: 'enhanced' }],
    });
    this.cluster.node.addDependency(insightsLog);
  }
}

function clusterNameOf(nameScope: NameScope): string {
  return clusterName(nameScope, 'app-platform');
}
