import { type ServiceMetrics } from './service-metrics';

const perTask = ['ClusterName', 'ClusterName ServiceName', 'ClusterName TaskDefinitionFamily'];
const perInstance = ['InstanceId', 'AutoScalingGroupName', 'ImageId', 'InstanceType', ''];

/** Tasks, instances and functions. */
export const compute: readonly ServiceMetrics[] = [
  {
    namespace: 'AWS/ECS',
    sources: ['https://docs.aws.amazon.com/AmazonECS/latest/developerguide/available-metrics.html'],
    everySeconds: 60,
    groups: [
      { names: 'CPUUtilization MemoryUtilization', dimensions: ['ClusterName', 'ClusterName ServiceName'] },
      { names: 'CPUReservation MemoryReservation GPUReservation', dimensions: ['ClusterName'] },
      { names: 'EBSFilesystemUtilization', dimensions: ['ClusterName ServiceName'] },
    ],
  },
  {
    namespace: 'ECS/ContainerInsights',
    sources: [
      'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-metrics-ECS.html',
    ],
    everySeconds: 60,
    groups: [
      { names: 'ContainerInstanceCount ServiceCount TaskCount', dimensions: ['ClusterName'] },
      {
        names: 'DeploymentCount DesiredTaskCount PendingTaskCount RunningTaskCount TaskSetCount',
        dimensions: ['ClusterName ServiceName'],
      },
      {
        names:
          'CpuReserved CpuUtilized EphemeralStorageReserved EphemeralStorageUtilized MemoryReserved MemoryUtilized NetworkRxBytes NetworkTxBytes StorageReadBytes StorageWriteBytes',
        dimensions: perTask,
      },
      {
        names:
          'instance_cpu_limit instance_cpu_usage_total instance_memory_limit instance_memory_working_set instance_network_total_bytes instance_number_of_running_tasks',
        dimensions: ['ClusterName'],
      },
      {
        names:
          'instance_cpu_reserved_capacity instance_cpu_utilization instance_filesystem_utilization instance_memory_reserved_capacity instance_memory_utilization',
        dimensions: ['ClusterName', 'ClusterName ContainerInstanceId InstanceId'],
      },
    ],
  },
  {
    // Every minute with detailed monitoring.
    namespace: 'AWS/EC2',
    sources: ['https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/viewing_metrics_with_cloudwatch.html'],
    everySeconds: 300,
    groups: [
      {
        names:
          'CPUUtilization DiskReadBytes DiskReadOps DiskWriteBytes DiskWriteOps EBSByteBalance% EBSIOBalance% EBSReadBytes EBSReadOps EBSWriteBytes EBSWriteOps MetadataNoToken MetadataNoTokenRejected NetworkIn NetworkOut NetworkPacketsIn NetworkPacketsOut',
        dimensions: perInstance,
      },
      {
        names: 'CPUCreditBalance CPUCreditUsage CPUSurplusCreditBalance CPUSurplusCreditsCharged',
        dimensions: ['InstanceId', 'AutoScalingGroupName'],
      },
      {
        names:
          'StatusCheckFailed StatusCheckFailed_AttachedEBS StatusCheckFailed_Instance StatusCheckFailed_System',
        dimensions: perInstance,
        everySeconds: 60,
      },
    ],
  },
  {
    // Every minute for most types of volume.
    namespace: 'AWS/EBS',
    sources: ['https://docs.aws.amazon.com/ebs/latest/userguide/using_cloudwatch_ebs.html'],
    everySeconds: 60,
    groups: [
      {
        names:
          'BurstBalance VolumeIdleTime VolumeQueueLength VolumeReadBytes VolumeReadOps VolumeStalledIOCheck VolumeTotalReadTime VolumeTotalWriteTime VolumeWriteBytes VolumeWriteOps',
        dimensions: ['VolumeId'],
      },
    ],
  },
  {
    // The agent's own choice of metrics and dimensions is in its configuration: this is what it does without one.
    namespace: 'CWAgent',
    sources: [
      'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/metrics-collected-by-CloudWatch-agent.html',
    ],
    everySeconds: 60,
    groups: [
      {
        names:
          'cpu_usage_active cpu_usage_idle cpu_usage_iowait cpu_usage_steal cpu_usage_system cpu_usage_user mem_available_percent mem_used mem_used_percent swap_used_percent',
        dimensions: [
          'InstanceId',
          'AutoScalingGroupName',
          'AutoScalingGroupName ImageId InstanceId InstanceType',
          'host',
        ],
      },
      {
        names: 'disk_free disk_inodes_free disk_inodes_total disk_inodes_used disk_used_percent',
        dimensions: [
          'InstanceId',
          'InstanceId device fstype path',
          'AutoScalingGroupName ImageId InstanceId InstanceType device fstype path',
          'device fstype host path',
        ],
      },
    ],
  },
  {
    // After the group metrics of the group are enabled.
    namespace: 'AWS/AutoScaling',
    sources: ['https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-metrics.html'],
    everySeconds: 60,
    groups: [
      {
        names:
          'GroupDesiredCapacity GroupInServiceCapacity GroupInServiceInstances GroupMaxSize GroupMinSize GroupPendingCapacity GroupPendingInstances GroupStandbyInstances GroupTerminatingInstances GroupTotalCapacity GroupTotalInstances WarmPoolDesiredCapacity WarmPoolTotalCapacity',
        dimensions: ['AutoScalingGroupName'],
      },
    ],
  },
  {
    namespace: 'AWS/Lambda',
    sources: ['https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html'],
    everySeconds: 60,
    groups: [
      {
        names:
          'AsyncEventAge AsyncEventsDropped AsyncEventsReceived ConcurrentExecutions DeadLetterErrors DestinationDeliveryFailures Duration Errors Invocations IteratorAge OffsetLag PostRuntimeExtensionsDuration RecursiveInvocationsDropped Throttles',
        dimensions: ['FunctionName', 'FunctionName Resource', 'ExecutedVersion FunctionName Resource', ''],
      },
      {
        names:
          'ProvisionedConcurrencyInvocations ProvisionedConcurrencySpilloverInvocations ProvisionedConcurrencyUtilization ProvisionedConcurrentExecutions',
        dimensions: ['FunctionName', 'FunctionName Resource', 'ExecutedVersion FunctionName Resource', ''],
      },
      { names: 'ClaimedAccountConcurrency UnreservedConcurrentExecutions', dimensions: [''] },
    ],
  },
];
