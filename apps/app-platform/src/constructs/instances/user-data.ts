import { instanceGroupId } from './instance-group';

/** A file that is written on an instance. */
export interface InstanceFile {
  readonly path: string;
  /** File mode, as `0644`. */
  readonly mode: string;
  /** Lines of the file, written unchanged. */
  readonly content: string;
}

/** The stack that waits until the instances of its group signal that they work. */
export interface SignalledResource {
  readonly region: string;
  readonly stackName: string;
}

export interface UserData extends SignalledResource {
  /** Packages of Amazon Linux to install. */
  readonly packages: readonly string[];
  /** Files that are written before anything starts. */
  readonly files: readonly InstanceFile[];
  /** Commands that start the workload of the instance. */
  readonly start: readonly string[];
  /**
   * Who signals success to CloudFormation. Either the script does at its end, and it then has to end only when the
   * instance works. Or another program does, which the script starts. The script signals failure in both cases.
   */
  readonly success: 'at the end' | 'by another program';
}

/** Marks the end of a file in the script; no file has such a line. */
const endOfFile = 'END_OF_BULKHEAD_FILE';

/**
 * The script that an instance of Amazon Linux 2023 runs as root at its first start. It stops at the first command that
 * fails, and signals to CloudFormation how it ended. CloudFormation rolls back a deployment whose instances do not come
 * up.
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

/** The command by which an instance signals to CloudFormation. It signals success if the shell variable `code` is 0. */
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

/** If logs fill the volume, the programs that write them stop. */
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
