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
  /** Name of the capacity provider whose instances run the containers. @default the containers run on Fargate */
  readonly capacityProvider?: string | undefined;
  /** Resources that a container needs at its start. */
  readonly after: readonly IDependable[];
}

/** Keeps the containers running across all zones, and rolls back a deployment whose containers do not come up. */
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
      // With scaling, Application Auto Scaling sets the count. Otherwise CloudFormation would reset the count on every
      // change.
      desiredCount: settings.scaling ? undefined : settings.desiredCount,
      // After a lost zone returns, ECS spreads the containers over all zones again. Without this setting, it would wait
      // for the next deployment.
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
      // Seconds in which ECS ignores every health check of a container, the container's own included.
      healthCheckGracePeriodSeconds: settings.startSeconds,
      deploymentConfiguration: {
        // The running count never drops below the desired count: new containers must be healthy before the old ones
        // stop.
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
    // Spread over the zones comes first, because rebalancing requires it. Then the containers go on as few instances as
    // possible.
    placementStrategies: [
      { type: 'spread', field: 'attribute:ecs.availability-zone' },
      { type: 'binpack', field: 'memory' },
    ],
  };
}
