import {
  DescribeSecretCommand,
  GetRandomPasswordCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  type SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import { BulkheadError } from '@bulkhead/errors';
import {
  type CompleteCredential,
  type Credential,
  parseCredential,
  requireHome,
  requirePassword,
} from './credential';
import { type Database } from './settings';

/** A staging label: selects one version of a secret. */
export type Label = 'AWSCURRENT' | 'AWSPENDING' | 'AWSPREVIOUS';

/** The part of the client that is used here. */
export type SecretsClient = Pick<SecretsManagerClient, 'send'>;

/** A secret in Secrets Manager. Each of its values is a credential of one database. */
export class StoredSecret {
  constructor(
    private readonly client: SecretsClient,
    readonly arn: string,
    private readonly database: Database,
  ) {}

  /** The labels of each version by its id, and whether the secret rotates. */
  async describe(): Promise<{ labels: Readonly<Record<string, readonly string[]>>; rotates: boolean }> {
    const { VersionIdsToStages = {}, RotationEnabled = false } = await this.client.send(
      new DescribeSecretCommand({ SecretId: this.arn }),
    );
    return { labels: VersionIdsToStages, rotates: RotationEnabled };
  }

  /** The value with a label, optionally of a certain version; undefined if there is none. */
  async find(label: Label, version?: string): Promise<Credential | undefined> {
    try {
      const { SecretString = '' } = await this.client.send(
        new GetSecretValueCommand({ SecretId: this.arn, VersionStage: label, VersionId: version }),
      );
      const credential = parseCredential(SecretString, this.subject(label));
      requireHome(credential, this.database, this.subject(label));
      return credential;
    } catch (error) {
      if ((error as Error).name === 'ResourceNotFoundException') return undefined;
      throw error;
    }
  }

  /** @throws BulkheadError `SecretValueMissing`, or an error for an invalid value */
  async read(label: Label, version?: string): Promise<Credential> {
    const credential = await this.find(label, version);
    if (credential) return credential;
    throw new BulkheadError('SecretValueMissing', `${this.subject(label)} has no value.`, {
      next: 'give the secret a value with a username',
    });
  }

  /** Like `read`, for a value that must have a password. */
  async readComplete(label: Label, version?: string): Promise<CompleteCredential> {
    return requirePassword(await this.read(label, version), this.subject(label));
  }

  async writePending(version: string, credential: CompleteCredential): Promise<void> {
    await this.client.send(
      new PutSecretValueCommand({
        SecretId: this.arn,
        ClientRequestToken: version,
        SecretString: JSON.stringify(credential),
        VersionStages: ['AWSPENDING' satisfies Label],
      }),
    );
  }

  /** Makes a version the current one. The old current version becomes the previous one. */
  async makeCurrent(version: string, instead: string | undefined): Promise<void> {
    await this.client.send(
      new UpdateSecretVersionStageCommand({
        SecretId: this.arn,
        VersionStage: 'AWSCURRENT' satisfies Label,
        MoveToVersionId: version,
        RemoveFromVersionId: instead,
      }),
    );
  }

  private subject(label: Label): string {
    return `${label} of ${this.arn}`;
  }
}

/** Long enough, and only letters and digits, so that it needs no escaping in connection URLs and shells. */
export async function newPassword(client: SecretsClient): Promise<string> {
  const { RandomPassword = '' } = await client.send(
    new GetRandomPasswordCommand({ PasswordLength: 48, ExcludePunctuation: true }),
  );
  return RandomPassword;
}
