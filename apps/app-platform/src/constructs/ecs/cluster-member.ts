import { type InstanceFile, type SignalledResource, signalCommand } from '../instances/user-data';

const program = '/usr/local/bin/signal-cluster-member';
const unit = 'cluster-member.service';

/**
 * The systemd unit that tells CloudFormation that an instance works, which means that its agent has joined the cluster.
 * It is a unit of its own because systemd starts Docker and the agent only after cloud-init has ended. The script of
 * the instance is part of cloud-init. If that script waited for the agent, it would wait for ever.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-agent-install.html
 *
 * @param joinSeconds how long the agent may take
 */
export function clusterMember(resource: SignalledResource, joinSeconds: number): InstanceFile[] {
  return [
    {
      path: `/etc/systemd/system/${unit}`,
      mode: '0644',
      content: [
        '[Unit]',
        'Description=Tells CloudFormation that the instance is in the cluster',
        'After=ecs.service',
        '',
        '[Service]',
        'Type=oneshot',
        `ExecStart=${program}`,
      ].join('\n'),
    },
    {
      path: program,
      mode: '0755',
      content: [
        '#!/bin/bash',
        'set -u',
        'code=1',
        `for attempt in $(seq ${Math.ceil(joinSeconds / 5)}); do`,
        // The agent's own address. The answer has an ARN as soon as the agent is registered.
        // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-agent-introspection.html
        '  if curl --fail --silent --max-time 5 http://127.0.0.1:51678/v1/metadata |',
        `    grep --quiet --extended-regexp '"ContainerInstanceArn": *"arn:'; then code=0; break; fi`,
        '  sleep 5',
        'done',
        signalCommand(resource),
        'exit "$code"',
      ].join('\n'),
    },
  ];
}

/**
 * Commands that start the agent and the unit that waits for the agent. The commands themselves do not wait, because the
 * agent starts only after cloud-init has ended.
 */
export const startAgent: readonly string[] = [
  'systemctl daemon-reload',
  'systemctl restart --no-block docker.service',
  'systemctl enable --now --no-block ecs.service',
  `systemctl start --no-block ${unit}`,
];
