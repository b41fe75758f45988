import { readSecret } from '@bulkhead/iam-policies';
import { memoryMetric, type Ec2AsgSettings } from '@bulkhead/config';
import { autoScalingGroupName, type NameScope, stackName } from '@bulkhead/naming';
import { type CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct, type IDependable } from 'constructs';
import { type Connections } from '../application-environment';
import { type FileSystem } from '../file-system';
import { InstanceGroup } from '../instances/instance-group';
import { InstanceRole } from '../instances/instance-role';
import { LaunchTemplate } from '../instances/launch-template';
import { userData } from '../instances/user-data';
import { VolumeKey } from '../instances/volume-key';
import { type LoadBalancing } from '../load-balancing/load-balancing';
import { privateRepositoryOf, pullImage } from '../private-image';
import { connectToCache, mountFileSystem } from '../statements';
import { applicationFiles, startApplication } from './application-files';
import { GroupScaling } from './group-scaling';
import { metricsAgent, startMetricsAgent } from './metrics-agent';
import { mountSharedFileSystem } from './shared-file-system';

export interface GroupComputeProps {
  readonly nameScope: NameScope;
  readonly settings: Ec2AsgSettings;
  /** Private subnets, one per availability zone. */
  readonly subnetIds: string[];
  readonly securityGroupId: string;
  readonly log: CfnLogGroup;
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
  /** Id of the machine image, Amazon Linux 2023. */
  readonly imageId: string;
  /** The tags of instances and volumes. */
  readonly tags: Readonly<Record<string, string>>;
  readonly isProtected: boolean;
}

/** The application on instances of an Auto Scaling group, with one container on each instance. */
export class GroupCompute extends Construct {
  readonly clusterName: string;
  readonly serviceName: string;
  readonly scalingTarget: string;

  constructor(scope: Construct, id: string, props: GroupComputeProps) {
    super(scope, id);
    const { nameScope, settings, log, connections, fileSystem, loadBalancing, isProtected } = props;
    const { desiredCount, scaling } = settings;
    const groupName = autoScalingGroupName(nameScope, 'app-platform');

    const { key } = new VolumeKey(this, 'Volume', { nameScope, isProtected });
    const { instanceProfileArn } = new InstanceRole(this, 'Instance', {
      nameScope,
      description: 'Instances that run the application, and the application itself',
      policies: policiesOf(props),
    });
    const { launchTemplate } = new LaunchTemplate(this, 'Launch', {
      nameScope,
      imageId: props.imageId,
      instanceType: settings.instanceType,
      volumeGiB: settings.volumeGiB,
      volumeKeyArn: key.attrArn,
      instanceProfileArn,
      securityGroupId: props.securityGroupId,
      tags: props.tags,
      userData: userData({
        region: nameScope.region,
        stackName: stackName(nameScope, 'app-platform', 'service'),
        packages: [
          'docker',
          'amazon-cloudwatch-agent',
          ...(fileSystem ? ['amazon-efs-utils'] : []),
          ...(privateRepositoryOf(settings.image) ? ['amazon-ecr-credential-helper'] : []),
        ],
        files: [
          ...applicationFiles({
            settings,
            connections,
            region: nameScope.region,
            logGroupName: log.ref,
            hasFileSystem: fileSystem !== undefined,
          }),
          metricsAgent(groupName),
        ],
        start: [
          ...(fileSystem ? mountSharedFileSystem(fileSystem) : []),
          ...startMetricsAgent,
          ...startApplication(settings),
        ],
        success: 'at the end',
      }),
    });
    const instances = new InstanceGroup(this, 'Group', {
      nameScope,
      launchTemplate,
      subnetIds: props.subnetIds,
      min: scaling.min,
      max: scaling.max,
      desired: desiredCount,
      startSeconds: settings.startSeconds,
      targetGroupArn: loadBalancing.targetGroupArn,
    });
    instances.node.addDependency(...props.access, loadBalancing.listeners);
    const groupScaling = new GroupScaling(this, 'Scaling', {
      nameScope,
      groupName,
      scaling,
      memoryMetric,
      requestLabel: `${loadBalancing.fullName}/${loadBalancing.targetGroupFullName}`,
    });
    groupScaling.node.addDependency(instances.group);

    this.clusterName = instances.group.ref;
    this.serviceName = instances.group.ref;
    this.scalingTarget = `autoScalingGroup/${groupName}`;
  }
}

function policiesOf(props: GroupComputeProps): Record<string, object[]> {
  const { nameScope, settings, log, connections, secretKeyArn, fileSystem } = props;
  const { database, cache } = connections;
  const pull = pullImage(settings.image);
  return {
    ...(pull.length > 0 && { 'pull-image': pull }),
    'read-secret': readSecret({ nameScope, secretArn: database.secretArn, secretKeyArn }),
    report: [
      {
        Sid: 'WriteLog',
        Effect: 'Allow',
        Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        // The ARN of a log group ends in `:*`, which stands for its streams.
        Resource: log.attrArn,
      },
      {
        Sid: 'ReportMemory',
        Effect: 'Allow',
        Action: 'cloudwatch:PutMetricData',
        // A metric has no ARN. The condition on the namespace limits it instead.
        Resource: '*',
        Condition: { StringEquals: { 'cloudwatch:namespace': memoryMetric.namespace } },
      },
    ],
    ...(cache && { 'connect-to-cache': connectToCache(cache) }),
    ...(fileSystem && { 'mount-file-system': mountFileSystem(fileSystem) }),
  };
}
