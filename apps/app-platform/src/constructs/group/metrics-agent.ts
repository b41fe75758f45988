import { type InstanceFile } from '../instances/user-data';

/** The metric of how much memory the instances of a group use, in percent, which EC2 cannot see from outside. */
export const memoryMetric = { namespace: 'Bulkhead/AppPlatform', name: 'mem_used_percent' };

const path = '/opt/aws/amazon-cloudwatch-agent/etc/bulkhead.json';

/**
 * What the CloudWatch agent measures. All instances of a group report under its name alone, so that the average is the
 * group's, and the agent need not ask EC2 which group it is in.
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
