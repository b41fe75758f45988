import { type EcsSettings } from '@bulkhead/config';
import { clusterName, type NameScope, serviceName } from '@bulkhead/naming';
import { type CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct, type IDependable } from 'constructs';
import { type Connections } from '../application-environment';
import { type EgressRule } from '../egress-rules';
import { type FileSystem } from '../file-system';
import { type LoadBalancing } from '../load-balancing/load-balancing';
import { type PerLog } from '../log-group-names';
import { CapacityProvider } from './capacity-provider';
import { EcsService } from './ecs-service';
import { ServiceCluster } from './service-cluster';
import { ServiceScaling } from './service-scaling';
import { SessionKey } from './session-key';
import { TaskDefinition } from './task-definition';
import { TaskRoles } from './task-roles';

export interface EcsComputeProps {
  readonly nameScope: NameScope;
  readonly settings: EcsSettings;
  readonly vpcId: string;
  /** Connections that may be opened to any address. */
  readonly egress: readonly EgressRule[];
  /** Private subnets, one per availability zone. */
  readonly subnetIds: string[];
  readonly securityGroupId: string;
  readonly logs: PerLog<CfnLogGroup>;
  readonly connections: Connections;
  /** The key of the database's secret. */
  readonly secretKeyArn: string;
  readonly fileSystem?: FileSystem | undefined;
  readonly loadBalancing: LoadBalancing;
  /**
   * The rules that let the application connect. They must exist first, because the application connects as soon as it
   * starts.
   */
  readonly access: readonly IDependable[];
  /** Id of the image of the instances, for `ecs-ec2`. */
  readonly imageId: () => string;
  /** Tags for everything that the Auto Scaling group creates. */
  readonly tags: Readonly<Record<string, string>>;
  readonly isProtected: boolean;
}

/** The application as an ECS service, on Fargate or on instances of its own. */
export class EcsCompute extends Construct {
  readonly clusterName: string;
  readonly serviceName: string;
  readonly scalingTarget: string;

  constructor(scope: Construct, id: string, props: EcsComputeProps) {
    super(scope, id);
    const { nameScope, settings, logs, loadBalancing, isProtected } = props;

    const roles = new TaskRoles(this, 'Roles', {
      nameScope,
      image: settings.image,
      logGroupArn: logs.application.attrArn,
      secretArn: props.connections.database.secretArn,
      secretKeyArn: props.secretKeyArn,
      cache: props.connections.cache,
      fileSystem: props.fileSystem,
      sessionLogArn: logs.sessions?.attrArn,
    });
    const sessions = logs.sessions && {
      keyArn: new SessionKey(this, 'Sessions', { nameScope, taskRole: roles.task, isProtected }).key.attrArn,
      logGroupName: logs.sessions.ref,
    };
    const { cluster } = new ServiceCluster(this, 'Cluster', {
      nameScope,
      insightsLog: logs.insights,
      sessions,
    });
    const capacity =
      settings.type === 'ecs-ec2'
        ? new CapacityProvider(this, 'Capacity', {
            nameScope,
            settings,
            cluster,
            subnetIds: props.subnetIds,
            imageId: props.imageId(),
            vpcId: props.vpcId,
            egress: props.egress,
            tags: props.tags,
            isProtected,
          })
        : undefined;
    const { taskDefinition } = new TaskDefinition(this, 'Task', {
      nameScope,
      settings,
      roles,
      logGroupName: logs.application.ref,
      connections: props.connections,
      fileSystem: props.fileSystem,
    });
    const { service } = new EcsService(this, 'Service', {
      nameScope,
      settings,
      clusterArn: cluster.attrArn,
      taskDefinitionArn: taskDefinition.ref,
      subnetIds: props.subnetIds,
      securityGroupId: props.securityGroupId,
      targetGroupArn: loadBalancing.targetGroupArn,
      capacityProvider: capacity?.name,
      after: [...props.access, loadBalancing.listeners, ...(capacity ? [capacity.usable] : [])],
    });

    this.clusterName = cluster.ref;
    this.serviceName = service.attrName;
    this.scalingTarget = `service/${clusterName(nameScope, 'app-platform')}/${serviceName(nameScope, 'app-platform')}`;
    if (settings.scaling) {
      const scaling = new ServiceScaling(this, 'Scaling', {
        account: nameScope.account,
        scalingTarget: this.scalingTarget,
        desiredCount: settings.desiredCount,
        scaling: settings.scaling,
        requestLabel: `${loadBalancing.fullName}/${loadBalancing.targetGroupFullName}`,
      });
      scaling.node.addDependency(service);
    }
  }
}
