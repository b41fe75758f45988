import { type ServiceSettings } from '@bulkhead/config';
import { type ContractValues, type database as databaseContract } from '@bulkhead/contracts';
import { type NameScope, serviceName } from '@bulkhead/naming';
import { CfnTaskDefinition } from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import { type TaskRoles } from './task-roles';

/**
 * Folders the image writes to; the rest of its file system is read-only, so that a break-in leaves nothing. They are
 * root's alone (0755), as nginx's master process needs them, unless the image declares them as VOLUME for another user.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/bind-mounts.html
 */
const writableFolders = { cache: '/var/cache/nginx', run: '/var/run', temporary: '/tmp' };

export interface TaskDefinitionProps {
  readonly nameScope: NameScope;
  readonly settings: ServiceSettings;
  readonly roles: TaskRoles;
  readonly logGroupName: string;
  readonly database: Pick<
    ContractValues<(typeof databaseContract)['parameters']>,
    'writerEndpoint' | 'readerEndpoint' | 'port' | 'databaseName' | 'secretArn'
  >;
}

/** What one container of the service is: its image, its size, and where it finds the database. */
export class TaskDefinition extends Construct {
  readonly taskDefinition: CfnTaskDefinition;

  constructor(scope: Construct, id: string, props: TaskDefinitionProps) {
    super(scope, id);
    const { nameScope, settings, roles } = props;
    this.taskDefinition = new CfnTaskDefinition(this, 'Definition', {
      family: serviceName(nameScope, 'app-platform'),
      requiresCompatibilities: ['FARGATE'],
      networkMode: 'awsvpc',
      cpu: String(settings.cpu),
      memory: String(settings.memory),
      runtimePlatform: { cpuArchitecture: 'X86_64', operatingSystemFamily: 'LINUX' },
      executionRoleArn: roles.execution.attrArn,
      taskRoleArn: roles.task.attrArn,
      volumes: Object.keys(writableFolders).map((name) => ({ name })),
      containerDefinitions: [containerDefinition(props)],
    });
  }
}

function containerDefinition({
  nameScope,
  settings,
  logGroupName,
  database,
}: TaskDefinitionProps): CfnTaskDefinition.ContainerDefinitionProperty {
  return {
    name: 'app',
    image: settings.image,
    essential: true,
    readonlyRootFilesystem: true,
    portMappings: [{ containerPort: settings.containerPort, protocol: 'tcp' }],
    mountPoints: Object.entries(writableFolders).map(([sourceVolume, containerPath]) => ({
      sourceVolume,
      containerPath,
      readOnly: false,
    })),
    environment: [
      { name: 'DATABASE_HOST', value: database.writerEndpoint },
      { name: 'DATABASE_READER_HOST', value: database.readerEndpoint },
      { name: 'DATABASE_PORT', value: database.port },
      { name: 'DATABASE_NAME', value: database.databaseName },
      // Where to read the password again: a rotation changes it under a running task.
      { name: 'DATABASE_SECRET_ARN', value: database.secretArn },
      // `require` would talk to whoever answers. The image carries the CA bundle of RDS and sets PGSSLROOTCERT.
      { name: 'PGSSLMODE', value: 'verify-full' },
    ],
    // ECS reads the secret when the container starts: its value is in no template, state or log.
    secrets: [
      { name: 'DATABASE_USERNAME', valueFrom: `${database.secretArn}:username::` },
      { name: 'DATABASE_PASSWORD', valueFrom: `${database.secretArn}:password::` },
    ],
    healthCheck: {
      // From inside, and of the container alone: a database that is away must not restart every container.
      command: ['CMD-SHELL', `curl -fsS http://127.0.0.1:${settings.containerPort}/ || exit 1`],
      interval: 30,
      timeout: 5,
      retries: 3,
      startPeriod: 15,
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
