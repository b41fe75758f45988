import { instanceGroupId } from './instance-group';

/** One file that an instance is given. */
export interface InstanceFile {
  readonly path: string;
  /** File mode, as `0644`. */
  readonly mode: string;
  /** Its lines; they are written as they are. */
  readonly content: string;
}

/** The stack that waits for the instances of its group to say that they work. */
export interface SignalledResource {
  readonly region: string;
  readonly stackName: string;
}

export interface UserData extends SignalledResource {
  /** Packages of Amazon Linux to install. */
  readonly packages: readonly string[];
  /** Files to write before anything is started. */
  readonly files: readonly InstanceFile[];
  /** Commands that start what the instance is for. */
  readonly start: readonly string[];
  /**
   * What tells CloudFormation that the instance works: the script by its end, which then comes only when that is so, or
   * something else that the script starts. That it does not work the script tells in any case.
   */
  readonly success: 'at the end' | 'by another program';
}

/** Marks the end of a file in the script; no file has such a line. */
const endOfFile = 'END_OF_BULKHEAD_FILE';

/**
 * The script that an instance of Amazon Linux 2023 runs as root when it first starts. It stops at the first command that
 * fails, and tells CloudFormation how it ended, which takes a deployment back of which instances do not come up.
 *
 * @returns a shell script
 */
export function userData({ packages, files, start, success, ...resource }: UserData): string {
  const unlessOthersDo = success === 'at the end' ? '' : '[ "$code" -eq 0 ] || ';
  return [
    '#!/bin/bash',
    'set -euo pipefail',
    'umask 077',
    `trap 'code=$?; ${unlessOthersDo}${signalCommand(resource)} || true' EXIT`,
    '',
    '# Security updates since the image was made, and what the image lacks.',
    'dnf --assumeyes --releasever=latest upgrade --security',
    `dnf --assumeyes install ${['aws-cfn-bootstrap', ...packages].join(' ')}`,
    '',
    '# Systems Manager is the way in; it leaves a record.',
    'systemctl disable --now sshd.service sshd.socket 2>/dev/null || true',
    'systemctl enable --now amazon-ssm-agent',
    '',
    ...[logRotation, ...files].flatMap(writeFile),
    'chmod 0640 /var/log/cloud-init-output.log',
    '',
    ...start,
    '',
  ].join('\n');
}

/** The command by which an instance tells CloudFormation whether it works: yes where the variable `code` of the shell is 0. */
export function signalCommand({ region, stackName }: SignalledResource): string {
  return `/opt/aws/bin/cfn-signal --exit-code "$code" --stack ${stackName} --resource ${instanceGroupId} --region ${region}`;
}

function writeFile({ path, mode, content }: InstanceFile): string[] {
  return [
    `install -D -m ${mode} /dev/null ${path}`,
    `cat > ${path} <<'${endOfFile}'`,
    content,
    endOfFile,
    '',
  ];
}

/** A volume that is full of logs stops what writes them. */
const logRotation: InstanceFile = {
  path: '/etc/logrotate.d/bulkhead',
  mode: '0644',
  content: [
    '/var/log/cloud-init*.log /var/log/ecs/*.log /var/log/dnf*.log {',
    '  daily',
    '  rotate 7',
    '  maxsize 50M',
    '  compress',
    '  missingok',
    '  notifempty',
    '  copytruncate',
    '  create 0640 root adm',
    '}',
  ].join('\n'),
};
