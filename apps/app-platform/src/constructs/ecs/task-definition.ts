import { type EcsSettings } from '@bulkhead/config';
import { type NameScope, serviceName } from '@bulkhead/naming';
import { CfnTaskDefinition } from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import { applicationEnvironment, type Connections } from '../application-environment';
import { type FileSystem } from '../file-system';
import { type TaskRoles } from './task-roles';

/**
 * Folders that the image writes to. The rest of its file system is read-only, so that an intruder can leave nothing
 * behind. The folders belong to root (0755), as nginx's master process needs, unless the image declares them as VOLUME
 * for another user.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/bind-mounts.html
 */
const writableFolders = { cache: '/var/cache/nginx', run: '/var/run', temporary: '/tmp' };

/**
 * Folders that the session agent writes to. ECS puts this agent into the container. AWS neither supports the agent on a
 * read-only root nor documents where it writes; people report that it works with these two folders writable. No
 * emulator has the agent, so a session can only be tested in AWS.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html
 * https://github.com/aws-containers/amazon-ecs-exec-checker/issues/71
 */
const agentFolders = { agent: '/var/lib/amazon', 'agent-log': '/var/log/amazon' };

/** Where the shared file system is mounted in the container. */
const mountPath = '/mnt/shared';

/** Name of the only container of a task. The load balancer forwards to it. */
export const containerName = 'app';

export interface TaskDefinitionProps {
  readonly nameScope: NameScope;
  readonly settings: EcsSettings;
  readonly roles: TaskRoles;
  readonly logGroupName: string;
  readonly connections: Connections;
  /** The file system that every task mounts. @default none */
  readonly fileSystem?: FileSystem | undefined;
}

/** The definition of one container of the service: its image, its size, its writable folders and its environment. */
export class TaskDefinition extends Construct {
  readonly taskDefinition: CfnTaskDefinition;

  constructor(scope: Construct, id: string, props: TaskDefinitionProps) {
    super(scope, id);
    const { nameScope, settings, roles, fileSystem } = props;
    this.taskDefinition = new CfnTaskDefinition(this, 'Definition', {
      family: serviceName(nameScope, 'app-platform'),
      requiresCompatibilities: [settings.type === 'fargate' ? 'FARGATE' : 'EC2'],
      networkMode: 'awsvpc',
      cpu: String(settings.cpu),
      memory: String(settings.memory),
      runtimePlatform: { cpuArchitecture: 'X86_64', operatingSystemFamily: 'LINUX' },
      executionRoleArn: roles.execution.attrArn,
      taskRoleArn: roles.task.attrArn,
      volumes: [
        ...Object.keys(foldersOf(settings)).map((name) => ({ name })),
        ...(fileSystem ? [sharedVolume(fileSystem)] : []),
      ],
      containerDefinitions: [containerDefinition(props)],
    });
  }
}

function foldersOf({ shell }: EcsSettings): Readonly<Record<string, string>> {
  return { ...writableFolders, ...(shell && agentFolders) };
}

/**
 * The mount uses TLS, the role of the task and the access point. ECS refuses the role and the access point without TLS,
 * and only when a task starts.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specify-efs-config.html
 */
function sharedVolume({ fileSystemId, accessPointId }: FileSystem): CfnTaskDefinition.VolumeProperty {
  return {
    name: 'shared',
    efsVolumeConfiguration: {
      filesystemId: fileSystemId,
      transitEncryption: 'ENABLED',
      authorizationConfig: { accessPointId, iam: 'ENABLED' },
    },
  };
}

function containerDefinition({
  nameScope,
  settings,
  logGroupName,
  connections,
  fileSystem,
}: TaskDefinitionProps): CfnTaskDefinition.ContainerDefinitionProperty {
  const { secretArn } = connections.database;
  const mounts = { ...foldersOf(settings), ...(fileSystem && { shared: mountPath }) };
  return {
    name: containerName,
    image: settings.image,
    command: settings.command,
    essential: true,
    readonlyRootFilesystem: true,
    // Docker's init process reaps the processes that the session agent leaves behind.
    linuxParameters: settings.shell ? { initProcessEnabled: true } : undefined,
    portMappings: [{ containerPort: settings.containerPort, protocol: 'tcp' }],
    mountPoints: Object.entries(mounts).map(([sourceVolume, containerPath]) => ({
      sourceVolume,
      containerPath,
      readOnly: false,
    })),
    environment: Object.entries(applicationEnvironment(connections)).map(([name, value]) => ({
      name,
      value,
    })),
    // ECS reads the secret when the container starts, so no template, state or log contains the value.
    secrets: [
      { name: 'DATABASE_USERNAME', valueFrom: `${secretArn}:username::` },
      { name: 'DATABASE_PASSWORD', valueFrom: `${secretArn}:password::` },
    ],
    healthCheck: {
      // The check runs inside the container and tests only the container. If the database is unavailable, the
      // containers must not restart.
      command: [
        'CMD-SHELL',
        `curl -fsS http://127.0.0.1:${settings.containerPort}${settings.healthPath} || exit 1`,
      ],
      interval: 30,
      timeout: 5,
      retries: 3,
      // ECS takes no longer start period. For a container that needs more, the grace period of the service applies.
      // https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html
      startPeriod: Math.min(settings.startSeconds, 300),
    },
    logConfiguration: {
      logDriver: 'awslogs',
      options: {
        'awslogs-group': logGroupName,
        'awslogs-region': nameScope.region,
        'awslogs-stream-prefix': 'app',
        // If a log cannot be written, the application must keep running.
        mode: 'non-blocking',
        'max-buffer-size': '4m',
      },
    },
  };
}
