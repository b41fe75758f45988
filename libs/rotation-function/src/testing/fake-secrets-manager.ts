import { randomBytes, randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import {
  DescribeSecretCommand,
  GetRandomPasswordCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import { type SecretsClient } from '../stored-secret';

interface Version {
  value?: string;
  readonly labels: Set<string>;
}

const commands = {
  DescribeSecretCommand,
  GetRandomPasswordCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  UpdateSecretVersionStageCommand,
};

/** Imitates Secrets Manager for a rotation, including the moves of staging labels. */
export class FakeSecretsManager {
  private readonly secrets = new Map<string, Map<string, Version>>();
  /** The ARNs of the secrets that do not rotate. */
  readonly resting = new Set<string>();
  /** Every generated password. */
  readonly passwords: string[] = [];

  /** Creates a secret with a first value. Returns its ARN. */
  create(name: string, value: unknown): string {
    const arn = `arn:aws:secretsmanager:us-east-1:123456789012:secret:${name}`;
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    this.secrets.set(arn, new Map([[randomUUID(), { value: text, labels: new Set(['AWSCURRENT']) }]]));
    return arn;
  }

  /** Starts a rotation: a version without a value, labelled AWSPENDING. Returns its id. */
  beginRotation(arn: string): string {
    const version = randomUUID();
    this.moveLabel(arn, 'AWSPENDING', version);
    return version;
  }

  value(arn: string, label: string): Record<string, unknown> {
    const [, version] = this.labelled(arn, label) ?? [];
    return JSON.parse(version?.value ?? 'null') as Record<string, unknown>;
  }

  put(arn: string, label: string, value: unknown): void {
    const [id = randomUUID()] = this.labelled(arn, label) ?? [];
    this.moveLabel(arn, label, id);
    this.version(arn, id).value = typeof value === 'string' ? value : JSON.stringify(value);
  }

  removeValue(arn: string, label: string): void {
    const [id = ''] = this.labelled(arn, label) ?? [];
    this.versions(arn).set(id, { labels: new Set([label]) });
  }

  readonly client = { send: async (command: object) => this.answer(command) } as unknown as SecretsClient;

  /** Answers over HTTP on loopback, like Secrets Manager. */
  listen(): Server {
    return createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        const target = String(request.headers['x-amz-target']).split('.')[1];
        const Command = commands[`${target}Command` as keyof typeof commands] as new (
          input: unknown,
        ) => object;
        try {
          response.end(JSON.stringify(this.answer(new Command(JSON.parse(body)))));
        } catch (error) {
          response.statusCode = 400;
          response.end(JSON.stringify({ __type: (error as Error).name, message: (error as Error).message }));
        }
      });
    }).listen(0, '127.0.0.1');
  }

  private answer(command: object): object {
    if (command instanceof GetRandomPasswordCommand) {
      const { PasswordLength = 32, ExcludePunctuation } = command.input;
      if (!ExcludePunctuation) throw new Error('a password with punctuation was asked for');
      const password = randomBytes(PasswordLength).toString('hex').slice(0, PasswordLength);
      this.passwords.push(password);
      return { RandomPassword: password };
    }
    const { input } = command as { input: { SecretId: string } };
    if (!this.secrets.has(input.SecretId)) throw refusal('ResourceNotFoundException');
    if (command instanceof DescribeSecretCommand) {
      const versions = [...this.versions(input.SecretId)].filter(([, { labels }]) => labels.size > 0);
      return {
        RotationEnabled: !this.resting.has(input.SecretId),
        VersionIdsToStages: Object.fromEntries(versions.map(([id, { labels }]) => [id, [...labels]])),
      };
    }
    if (command instanceof GetSecretValueCommand) {
      const { SecretId: arn = '', VersionId, VersionStage = 'AWSCURRENT' } = command.input;
      const [id, version] = this.labelled(arn, VersionStage) ?? [];
      if (version?.value === undefined || (VersionId && VersionId !== id))
        throw refusal('ResourceNotFoundException');
      return { SecretString: version.value, VersionId: id };
    }
    if (command instanceof PutSecretValueCommand) {
      const {
        SecretId: arn = '',
        ClientRequestToken: id = '',
        SecretString,
        VersionStages = [],
      } = command.input;
      const version = this.version(arn, id);
      if (version.value !== undefined && version.value !== SecretString)
        throw refusal('ResourceExistsException');
      version.value = SecretString;
      for (const label of VersionStages) this.moveLabel(arn, label, id);
      return {};
    }
    if (command instanceof UpdateSecretVersionStageCommand) {
      const { SecretId: arn = '', VersionStage: label = '', MoveToVersionId: to = '' } = command.input;
      const [from] = this.labelled(arn, label) ?? [];
      if (from !== command.input.RemoveFromVersionId) throw refusal('InvalidParameterException');
      this.moveLabel(arn, label, to);
      if (label === 'AWSCURRENT' && from !== undefined && from !== to)
        this.moveLabel(arn, 'AWSPREVIOUS', from);
      return {};
    }
    throw new Error(`${command.constructor.name} is none of the calls of a rotation`);
  }

  private versions(arn: string): Map<string, Version> {
    const versions = this.secrets.get(arn);
    if (!versions) throw refusal('ResourceNotFoundException');
    return versions;
  }

  private version(arn: string, id: string): Version {
    const versions = this.versions(arn);
    const version = versions.get(id) ?? { labels: new Set() };
    versions.set(id, version);
    return version;
  }

  private labelled(arn: string, label: string): [string, Version] | undefined {
    return [...this.versions(arn)].find(([, { labels }]) => labels.has(label));
  }

  private moveLabel(arn: string, label: string, id: string): void {
    this.labelled(arn, label)?.[1].labels.delete(label);
    this.version(arn, id).labels.add(label);
  }
}

function refusal(name: string): Error {
  return Object.assign(new Error(`refused: ${name}`), { name, $metadata: {} });
}
