import { type EcsEc2Settings } from '@bulkhead/config';
import { clusterName, type NameScope, stackName } from '@bulkhead/naming';
import {
  CfnCapacityProvider,
  type CfnCluster,
  CfnClusterCapacityProviderAssociations,
} from 'aws-cdk-lib/aws-ecs';
import { Construct, type IDependable } from 'constructs';
import { type EgressRule } from '../egress-rules';
import { InstanceGroup } from '../instances/instance-group';
import { InstanceRole } from '../instances/instance-role';
import { LaunchTemplate } from '../instances/launch-template';
import { userData } from '../instances/user-data';
import { VolumeKey } from '../instances/volume-key';
import { agentSettings } from './agent-settings';
import { clusterMember, startAgent } from './cluster-member';
import { ContainerInstanceNetwork } from './container-instance-network';
import { containerInstance } from './container-instance-statements';

/** How long the ECS agent may take to join the cluster, in seconds. */
const joinSeconds = 300;

export interface CapacityProviderProps {
  readonly nameScope: NameScope;
  readonly settings: EcsEc2Settings;
  readonly cluster: CfnCluster;
  /** Private subnets, one per availability zone. */
  readonly subnetIds: string[];
  readonly imageId: string;
  readonly vpcId: string;
  /** Connections that the instances may open to any address. */
  readonly egress: readonly EgressRule[];
  readonly tags: Readonly<Record<string, string>>;
  readonly isProtected: boolean;
}

/** Instances for the containers of a cluster; ECS starts and stops them as the containers need room. */
export class CapacityProvider extends Construct {
  /** Name of the capacity provider. */
  readonly name: string;
  /** The resources that must exist before a service can name the capacity provider. */
  readonly usable: IDependable;

  constructor(scope: Construct, id: string, props: CapacityProviderProps) {
    super(scope, id);
    const { nameScope, settings, cluster, isProtected } = props;
    const { instanceType, volumeGiB, min, max, targetCapacityPercent } = settings.instances;

    const stack = { region: nameScope.region, stackName: stackName(nameScope, 'app-platform', 'service') };

    const { key } = new VolumeKey(this, 'Volume', { nameScope, isProtected });
    const { instanceProfileArn } = new InstanceRole(this, 'Instance', {
      nameScope,
      description: 'Instances that run the containers of the service',
      policies: { 'run-containers': containerInstance(nameScope) },
    });
    const { securityGroup } = new ContainerInstanceNetwork(this, 'Network', {
      nameScope,
      vpcId: props.vpcId,
      egress: props.egress,
    });
    const { launchTemplate } = new LaunchTemplate(this, 'Launch', {
      nameScope,
      imageId: props.imageId,
      instanceType,
      volumeGiB,
      volumeKeyArn: key.attrArn,
      instanceProfileArn,
      securityGroupId: securityGroup.attrGroupId,
      tags: props.tags,
      userData: userData({
        ...stack,
        packages: [],
        files: [
          ...agentSettings(clusterName(nameScope, 'app-platform')),
          ...clusterMember(stack, joinSeconds),
        ],
        start: startAgent,
        success: 'by another program',
      }),
    });
    const { group } = new InstanceGroup(this, 'Group', {
      nameScope,
      launchTemplate,
      subnetIds: props.subnetIds,
      min,
      max,
      startSeconds: joinSeconds,
    });
    // An instance registers with the cluster as soon as it starts.
    group.addResourceDependency(cluster);

    this.name = clusterName(nameScope, 'app-platform', 'instances');
    this.usable = new AssociatedCapacity(this, 'Provider', {
      name: this.name,
      clusterName: cluster.ref,
      groupArn: group.ref,
      targetCapacityPercent,
    });
  }
}

interface AssociatedCapacityProps {
  readonly name: string;
  readonly clusterName: string;
  readonly groupArn: string;
  readonly targetCapacityPercent: number;
}

/** The capacity provider itself, and its association with the cluster. */
class AssociatedCapacity extends Construct {
  constructor(scope: Construct, id: string, props: AssociatedCapacityProps) {
    super(scope, id);
    const { name, clusterName, groupArn, targetCapacityPercent } = props;
    const provider = new CfnCapacityProvider(this, 'Provider', {
      name,
      autoScalingGroupProvider: {
        autoScalingGroupArn: groupArn,
        managedScaling: {
          status: 'ENABLED',
          targetCapacity: targetCapacityPercent,
          minimumScalingStepSize: 1,
          // Seconds until a new instance counts.
          instanceWarmupPeriod: 120,
        },
        // ECS moves containers off an instance before the instance is terminated, whatever terminates it.
        // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/managed-instance-draining.html
        managedDraining: 'ENABLED',
        // With termination protection, Auto Scaling never terminates an instance that runs containers. CloudFormation
        // would then wait for ever to replace it, and no instance would be replaced for its age.
        // https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/692
        managedTerminationProtection: 'DISABLED',
      },
    });
    new CfnClusterCapacityProviderAssociations(this, 'Association', {
      cluster: clusterName,
      capacityProviders: [provider.ref],
      defaultCapacityProviderStrategy: [{ capacityProvider: provider.ref, weight: 1 }],
    });
  }
}
