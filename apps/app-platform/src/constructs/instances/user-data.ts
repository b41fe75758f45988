import { instanceGroupId } from './instance-group';

/** One file that an instance is given. */
export interface InstanceFile {
  readonly path: string;
  /** File mode, as `0644`. */
  readonly mode: string;
  /** Its lines; they are written as they are. */
  readonly content: string;
}

export interface UserData {
  readonly region: string;
  readonly stackName: string;
  /** Packages of Amazon Linux to install. */
  readonly packages: readonly string[];
  /** Files to write before anything is started. */
  readonly files: readonly InstanceFile[];
  /** Commands that start what the instance is for, and end only when it works. */
  readonly start: readonly string[];
}

/** Marks the end of a file in the script; no file has such a line. */
const endOfFile = 'END_OF_BULKHEAD_FILE';

/**
 * The script that an instance of Amazon Linux 2023 runs as root when it first starts. It stops at the first command that
 * fails, and tells CloudFormation how it ended, which takes a deployment back of which instances do not come up.
 *
 * @returns a shell script
 */
export function userData({ region, stackName, packages, files, start }: UserData): string {
  return [
    '#!/bin/bash',
    'set -euo pipefail',
    'umask 077',
    `trap 'code=$?; /opt/aws/bin/cfn-signal --exit-code "$code" --stack ${stackName} --resource ${instanceGroupId} --region ${region} || true' EXIT`,
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
