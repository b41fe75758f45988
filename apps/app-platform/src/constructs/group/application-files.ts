import { type Ec2AsgSettings } from '@bulkhead/config';
import { applicationEnvironment, type Connections } from '../application-environment';
import { type InstanceFile } from '../instances/user-data';
import { privateRepositoryOf } from '../private-image';
import { mountPath } from './shared-file-system';

/** Folders that the image writes to. They are kept in memory; the rest of the image's file system is read-only. */
const writableFolders = ['/var/cache/nginx', '/var/run', '/tmp'];

const environmentFile = '/etc/bulkhead/application.env';
const program = '/usr/local/bin/run-application';
/** Docker's client looks for its settings here. systemd does not set this variable. */
const home = '/root';

export interface ApplicationFilesProps {
  readonly settings: Ec2AsgSettings;
  readonly connections: Connections;
  readonly region: string;
  readonly logGroupName: string;
  /** Whether the container shares the instance's mounted file system. */
  readonly hasFileSystem: boolean;
}

/** The application as a systemd service. systemd restarts the container whenever it ends. */
export function applicationFiles(props: ApplicationFilesProps): InstanceFile[] {
  const environment = Object.entries(applicationEnvironment(props.connections));
  return [
    {
      path: environmentFile,
      mode: '0600',
      content: environment.map(([name, value]) => `${name}=${value}`).join('\n'),
    },
    { path: program, mode: '0755', content: ['#!/bin/bash', `exec ${dockerRun(props)}`].join('\n') },
    { path: '/etc/systemd/system/application.service', mode: '0644', content: unit },
    ...registryLogIn(props.settings.image),
  ];
}

/**
 * Log-in to the registry of a private image. Docker asks a credential helper that uses the instance's role, so no
 * password is written down and none expires before the pull.
 * https://github.com/awslabs/amazon-ecr-credential-helper
 */
function registryLogIn(image: string): InstanceFile[] {
  const repository = privateRepositoryOf(image);
  if (!repository) return [];
  const content = JSON.stringify({ credHelpers: { [repository.registry]: 'ecr-login' } }, null, 2);
  return [{ path: `${home}/.docker/config.json`, mode: '0600', content }];
}

const unit = [
  '[Unit]',
  'Description=The application',
  'Requires=docker.service',
  'After=docker.service network-online.target remote-fs.target',
  '',
  '[Service]',
  `Environment=HOME=${home}`,
  'ExecStartPre=-/usr/bin/docker rm --force application',
  `ExecStart=${program}`,
  'ExecStop=/usr/bin/docker stop --time 30 application',
  'Restart=always',
  'RestartSec=5',
  '',
  '[Install]',
  'WantedBy=multi-user.target',
].join('\n');

/**
 * The container uses the instance's own network, so it can reach the instance's role. Nothing behind a further network
 * hop can. The container reads the database's secret itself, with that role, so the secret is not written on the
 * instance.
 */
function dockerRun({ settings, region, logGroupName, hasFileSystem }: ApplicationFilesProps): string {
  return [
    '/usr/bin/docker run --name application --network host',
    '--read-only --security-opt no-new-privileges',
    ...writableFolders.map((folder) => `--tmpfs ${folder}`),
    ...(hasFileSystem ? [`--volume ${mountPath}:${mountPath}`] : []),
    `--env-file ${environmentFile}`,
    '--log-driver awslogs --log-opt mode=non-blocking --log-opt max-buffer-size=4m',
    `--log-opt awslogs-region=${region} --log-opt awslogs-group=${logGroupName}`,
    [settings.image, ...(settings.command ?? [])].map(quoted).join(' '),
  ].join(' \\\n  ');
}

/** Seconds for the pull of the image, before the application can start. */
const pullSeconds = 240;

/** Commands that start the application, and fail if it does not answer within the time allowed for its start. */
export function startApplication({ containerPort, healthPath, startSeconds }: Ec2AsgSettings): string[] {
  return [
    'systemctl daemon-reload',
    'systemctl enable --now docker.service application.service',
    `for attempt in $(seq ${Math.ceil((pullSeconds + startSeconds) / 5)}); do`,
    `  if curl --fail --silent --show-error --output /dev/null http://127.0.0.1:${containerPort}${healthPath}; then exit 0; fi`,
    '  sleep 5',
    'done',
    'exit 1',
  ];
}

function quoted(argument: string): string {
  return `'${argument.replaceAll("'", `'\\''`)}'`;
}
