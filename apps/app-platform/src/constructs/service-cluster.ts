import { clusterName, type NameScope } from '@bulkhead/naming';
import { CfnCluster } from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';

export interface ServiceClusterProps {
  readonly nameScope: NameScope;
}

/** The ECS cluster, with Container Insights down to the single container. */
export class ServiceCluster extends Construct {
  readonly cluster: CfnCluster;

  constructor(scope: Construct, id: string, { nameScope }: ServiceClusterProps) {
    super(scope, id);
    this.cluster = new CfnCluster(this, 'Cluster', {
      clusterName: clusterName(nameScope, 'app-platform'),
      // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cloudwatch-container-insights.html
      clusterSettings: [{ name: 'containerInsights', value: 'enhanced' }],
    });
  }
}
