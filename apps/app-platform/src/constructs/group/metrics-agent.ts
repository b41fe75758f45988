import { memoryMetric } from '@bulkhead/config';
import { type InstanceFile } from '../instances/user-data';

const path = '/opt/aws/amazon-cloudwatch-agent/etc/bulkhead.json';

/**
 * Settings of the CloudWatch agent. All instances of a group report under the group's name alone. So the average is
 * that of the group, and the agent does not have to ask EC2 for its group.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-Agent-Configuration-File-Details.html
 */
export function metricsAgent(groupName: string): InstanceFile {
  const settings = {
    agent: { metrics_collection_interval: 60, omit_hostname: true, run_as_user: 'cwagent' },
    metrics: {
      namespace: memoryMetric.namespace,
      metrics_collected: {
        mem: {
          measurement: [memoryMetric.name],
          append_dimensions: { AutoScalingGroupName: groupName },
        },
      },
    },
  };
  return { path, mode: '0644', content: JSON.stringify(settings, null, 2) };
}

export const startMetricsAgent: readonly string[] = [
  `/opt/aws/amazon-cloudwatch-agent/bin/amazon-cloudwatch-agent-ctl -a fetch-config -m ec2 -s -c file:${path}`,
];
