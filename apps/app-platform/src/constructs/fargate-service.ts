import { type NameScope, serviceName } from '@bulkhead/naming';
import { CfnService } from 'aws-cdk-lib/aws-ecs';
import { Construct, type IDependable } from 'constructs';

export interface FargateServiceProps {
  readonly nameScope: NameScope;
  readonly desiredCount: number;
  readonly clusterArn: string;
  readonly taskDefinitionArn: string;
  /** Private subnets, one per availability zone. */
  readonly subnetIds: string[];
  readonly securityGroupId: string;
  /** The rule that lets containers into the database: they look for it as soon as they start. */
  readonly databaseAccess: IDependable;
}

/** Keeps the containers running, over all zones, and takes a deployment back that does not come up. */
export class FargateService extends Construct {
  readonly service: CfnService;

  constructor(scope: Construct, id: string, props: FargateServiceProps) {
    super(scope, id);
    this.service = new CfnService(this, 'Service', {
      serviceName: serviceName(props.nameScope, 'app-platform'),
      cluster: props.clusterArn,
      taskDefinition: props.taskDefinitionArn,
      launchType: 'FARGATE',
      platformVersion: 'LATEST',
      desiredCount: props.desiredCount,
      // Back over all zones once a lost one returns; without it, not before the next deployment.
      availabilityZoneRebalancing: 'ENABLED',
      networkConfiguration: {
        awsvpcConfiguration: {
          subnets: props.subnetIds,
          securityGroups: [props.securityGroupId],
          assignPublicIp: 'DISABLED',
        },
      },
      deploymentConfiguration: {
        // Never fewer than desired: new containers prove themselves before the old ones go.
        minimumHealthyPercent: 100,
        maximumPercent: 200,
        deploymentCircuitBreaker: { enable: true, rollback: true },
      },
      // A way into a container that nobody audits; sessions have to be encrypted and logged first.
      enableExecuteCommand: false,
      enableEcsManagedTags: true,
      propagateTags: 'SERVICE',
    });
    this.service.node.addDependency(props.databaseAccess);
  }
}
