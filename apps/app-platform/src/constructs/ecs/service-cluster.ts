import { clusterName, type NameScope } from '@bulkhead/naming';
import { CfnCluster } from 'aws-cdk-lib/aws-ecs';
import { Construct, type IDependable } from 'constructs';

export interface ServiceClusterProps {
  readonly nameScope: NameScope;
  /** The log group of Container Insights. Without it, ECS would create its own: unencrypted and kept for ever. */
  readonly insightsLog: IDependable | undefined;
  /** How shell sessions in containers are encrypted and recorded. @default nobody can open a session */
  readonly sessions?: ShellSessions | undefined;
}

/** How sessions in containers are encrypted and recorded. */
export interface ShellSessions {
  readonly keyArn: string;
  readonly logGroupName: string;
}

/** The ECS cluster, with Container Insights down to the single container. */
export class ServiceCluster extends Construct {
  readonly cluster: CfnCluster;

  constructor(scope: Construct, id: string, { nameScope, insightsLog, sessions }: ServiceClusterProps) {
    super(scope, id);
    this.cluster = new CfnCluster(this, 'Cluster', {
      clusterName: clusterName(nameScope, 'app-platform'),
      // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cloudwatch-container-insights.html
      clusterSettings: [{ name: 'containerInsights', value: 'enhanced' }],
      configuration: sessions && { executeCommandConfiguration: recorded(sessions) },
    });
    if (insightsLog) this.cluster.node.addDependency(insightsLog);
  }
}

function recorded({ keyArn, logGroupName }: ShellSessions): CfnCluster.ExecuteCommandConfigurationProperty {
  return {
    kmsKeyId: keyArn,
    logging: 'OVERRIDE',
    logConfiguration: { cloudWatchLogGroupName: logGroupName, cloudWatchEncryptionEnabled: true },
  };
}
