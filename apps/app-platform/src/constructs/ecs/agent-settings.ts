import { type InstanceFile } from '../instances/user-data';

/**
 * Settings of the ECS agent and of Docker on an instance.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-agent-config.html
 */
export function agentSettings(clusterName: string): InstanceFile[] {
  const agent = {
    ECS_CLUSTER: clusterName,
    // A container uses the role of its task. It must not get the role of its instance.
    ECS_AWSVPC_BLOCK_IMDS: 'true',
    ECS_ENABLE_AWSLOGS_EXECUTIONROLE_OVERRIDE: 'true',
    ECS_DISABLE_PRIVILEGED: 'true',
    // The statement `ReadTags` of the instance's role allows this.
    ECS_CONTAINER_INSTANCE_PROPAGATE_TAGS_FROM: 'ec2_instance',
    ECS_LOG_ROLLOVER_TYPE: 'size',
    ECS_LOG_MAX_FILE_SIZE_MB: '10',
    ECS_LOG_MAX_ROLL_COUNT: '7',
  };
  const docker = {
    'log-driver': 'json-file',
    'log-opts': { 'max-size': '10m', 'max-file': '7' },
    'no-new-privileges': true,
  };
  return [
    {
      path: '/etc/ecs/ecs.config',
      mode: '0600',
      content: Object.entries(agent)
        .map(([name, value]) => `${name}=${value}`)
        .join('\n'),
    },
    { path: '/etc/docker/daemon.json', mode: '0644', content: JSON.stringify(docker, null, 2) },
  ];
}
