import { type EcsSettings } from '@bulkhead/config';
import { type NameScope, serviceName } from '@bulkhead/naming';
import { CfnTaskDefinition } from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import { applicationEnvironment, type Connections } from '../application-environment';
import { type FileSystem } from '../file-system';
import { type TaskRoles } from './task-roles';

/**
 * Folders the image writes to; the rest of its file system is read-only, so that a break-in leaves nothing. They are
 * root's alone (0755), as nginx's master process needs them, unless the image declares them as VOLUME for another user.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/bind-mounts.html
 */
const writableFolders = { cache: '/var/cache/nginx', run: '/var/run', temporary: '/tmp' };

/**
 * Folders that the agent of sessions writes to, which ECS puts into the container. AWS does not support that agent on a
 * read-only root, nor say where it writes; people report that it works with these two writable. No emulator has the agent:
 * whether a session opens is to be tried in AWS.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html
 * https://github.com/aws-containers/amazon-ecs-exec-checker/issues/71
 */
const agentFolders = { agent: '/var/lib/amazon', 'agent-log': '/var/log/amazon' };

/** Where the application finds the shared file system. */
const mountPath = '/mnt/shared';

/** Name of the one container of a task, to which the load balancer forwards. */
export const containerName = 'app';

export interface TaskDefinitionProps {
  readonly nameScope: NameScope;
  readonly settings: EcsSettings;
  readonly roles: TaskRoles;
  readonly logGroupName: string;
  readonly connections: Connections;
  /** What every task mounts. @default nothing */
  readonly fileSystem?: FileSystem | undefined;
}

/** What one container of the service is: its image, its size, what it may write to, and where it finds the rest. */
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
 * Over TLS, as the task's role, and through the access point: ECS refuses the latter two without the first, when a task
 * starts and not before.
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
    // An init process of Docker reaps what the agent of a session leaves behind.
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
    // ECS reads the secret when the container starts: its value is in no template, state or log.
    secrets: [
      { name: 'DATABASE_USERNAME', valueFrom: `${secretArn}:username::` },
      { name: 'DATABASE_PASSWORD', valueFrom: `${secretArn}:password::` },
    ],
    healthCheck: {
      // From inside, and of the container alone: a database that is away must not restart every container.
      command: [
        'CMD-SHELL',
        `curl -fsS http://127.0.0.1:${settings.containerPort}${settings.healthPath} || exit 1`,
      ],
      interval: 30,
      timeout: 5,
      retries: 3,
      // The longest that ECS takes; a container that needs more is let be for the grace period of the service.
      // https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html
      startPeriod: Math.min(settings.startSeconds, 300),
    },
    logConfiguration: {
      logDriver: 'awslogs',
      options: {
        'awslogs-group': logGroupName,
        'awslogs-region': nameScope.region,
        'awslogs-stream-prefix': 'app',
        // A log that cannot be written must not stop the application.
        mode: 'non-blocking',
        'max-buffer-size': '4m',
      },
    },
  };
}
