import { type EcsSettings } from '@bulkhead/config';
import { type NameScope, serviceName } from '@bulkhead/naming';
import { CfnService } from 'aws-cdk-lib/aws-ecs';
import { Construct, type IDependable } from 'constructs';
import { containerName } from './task-definition';

export interface EcsServiceProps {
  readonly nameScope: NameScope;
  readonly settings: EcsSettings;
  readonly clusterArn: string;
  readonly taskDefinitionArn: string;
  /** Private subnets, one per availability zone. */
  readonly subnetIds: string[];
  readonly securityGroupId: string;
  readonly targetGroupArn: string;
  /** Name of the capacity provider that has instances for the containers. @default Fargate has */
  readonly capacityProvider?: string | undefined;
  /** What a container looks for as soon as it starts, or cannot start without. */
  readonly after: readonly IDependable[];
}

/** Keeps the containers running, over all zones, and takes a deployment back that does not come up. */
export class EcsService extends Construct {
  readonly service: CfnService;

  constructor(scope: Construct, id: string, props: EcsServiceProps) {
    super(scope, id);
    const { nameScope, settings, capacityProvider } = props;
    this.service = new CfnService(this, 'Service', {
      serviceName: serviceName(nameScope, 'app-platform'),
      cluster: props.clusterArn,
      taskDefinition: props.taskDefinitionArn,
      ...(capacityProvider === undefined ? onFargate : onInstances(capacityProvider)),
      // Scaling decides how many there are, from its least number on; CloudFormation would set it back with every change.
      desiredCount: settings.scaling ? undefined : settings.desiredCount,
      // Back over all zones once a lost one returns; without it, not before the next deployment.
      availabilityZoneRebalancing: 'ENABLED',
      networkConfiguration: {
        awsvpcConfiguration: {
          subnets: props.subnetIds,
          securityGroups: [props.securityGroupId],
          assignPublicIp: 'DISABLED',
        },
      },
      loadBalancers: [
        { containerName, containerPort: settings.containerPort, targetGroupArn: props.targetGroupArn },
      ],
      // Seconds in which no opinion of a container counts, that of its own health check neither.
      healthCheckGracePeriodSeconds: settings.startSeconds,
      deploymentConfiguration: {
        // Never fewer than desired: new containers prove themselves before the old ones go.
        minimumHealthyPercent: 100,
        maximumPercent: 200,
        deploymentCircuitBreaker: { enable: true, rollback: true },
      },
      enableExecuteCommand: settings.shell,
      enableEcsManagedTags: true,
      propagateTags: 'SERVICE',
    });
    this.service.node.addDependency(...props.after);
  }
}

const onFargate = { launchType: 'FARGATE', platformVersion: 'LATEST' };

function onInstances(capacityProvider: string) {
  return {
    capacityProviderStrategy: [{ capacityProvider, weight: 1 }],
    // The zones first, as rebalancing wants it, and then as few instances as they fit on.
    placementStrategies: [
      { type: 'spread', field: 'attribute:ecs.availability-zone' },
      { type: 'binpack', field: 'memory' },
    ],
  };
}
