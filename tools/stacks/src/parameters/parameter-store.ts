import type { SSMClient } from '@aws-sdk/client-ssm';
import { impatientSettings } from '../retries/client-settings';
import { openClient } from '../retries/open-client';

/** GetParameters, GetParametersByPath and DeleteParameters take or return this many names a call. */
const namesPerCall = 10;

/** One version of a parameter. */
export interface PastValue {
  readonly value: string;
  readonly version: number;
  /** When it was written, ISO 8601 in UTC. */
  readonly at: string;
}

/**
 * The SSM parameters of one region. Reads are batched. Writes are retried with backoff, because SSM accepts about three
 * a second by default.
 */
export class ParameterStore {
  private client: Promise<SSMClient> | undefined;

  constructor(readonly region: string) {}

  /** Values by name. A name without a parameter is not in the map. */
  async read(names: Iterable<string>): Promise<Map<string, string>> {
    const unique = [...new Set(names)];
    if (unique.length === 0) return new Map();
    const { GetParametersCommand } = await import('@aws-sdk/client-ssm');
    const client = await this.open();
    const answers = await Promise.all(
      batches(unique).map((Names) => client.send(new GetParametersCommand({ Names }))),
    );
    const found = answers.flatMap(({ Parameters = [] }) => Parameters);
    return new Map(found.map(({ Name = '', Value = '' }) => [Name, Value]));
  }

  /**
   * Values by name of everything below a path, at any depth; ten to a call, the most that SSM returns.
   *
   * @param abortSignal ends the call. @default the call goes on until it is answered
   */
  async list(path: string, abortSignal?: AbortSignal): Promise<Map<string, string>> {
    const { paginateGetParametersByPath } = await import('@aws-sdk/client-ssm');
    const client = await this.open();
    const found = new Map<string, string>();
    const pages = paginateGetParametersByPath(
      { client, pageSize: namesPerCall },
      { Path: path, Recursive: true },
      { abortSignal },
    );
    for await (const { Parameters = [] } of pages)
      for (const { Name = '', Value = '' } of Parameters) found.set(Name, Value);
    return found;
  }

  /**
   * Earlier versions of a parameter, the newest first. SSM keeps the last hundred versions until the parameter is
   * deleted. https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-versions.html
   */
  async history(name: string): Promise<PastValue[]> {
    const { paginateGetParameterHistory } = await import('@aws-sdk/client-ssm');
    const client = await this.open();
    const found: PastValue[] = [];
    try {
      for await (const { Parameters = [] } of paginateGetParameterHistory({ client }, { Name: name }))
        for (const { Value = '', Version = 0, LastModifiedDate } of Parameters)
          found.push({ value: Value, version: Version, at: LastModifiedDate?.toISOString() ?? '' });
    } catch (error) {
      if ((error as Error).name !== 'ParameterNotFound') throw error;
    }
    return found.sort((one, other) => other.version - one.version);
  }

  /** Creates or replaces a parameter. A value over the 4 KB of the standard tier moves it to the next tier. */
  async write(name: string, value: string, description: string): Promise<void> {
    const { PutParameterCommand } = await import('@aws-sdk/client-ssm');
    const client = await this.open();
    await client.send(
      new PutParameterCommand({
        Name: name,
        Value: value,
        Description: description,
        Type: 'String',
        Tier: 'Intelligent-Tiering',
        Overwrite: true,
      }),
    );
  }

  /** Creates a parameter. If several callers try at once, exactly one succeeds. False if the parameter exists. */
  async create(name: string, value: string, description: string): Promise<boolean> {
    const { PutParameterCommand } = await import('@aws-sdk/client-ssm');
    const client = await this.open();
    try {
      await client.send(
        new PutParameterCommand({ Name: name, Value: value, Description: description, Type: 'String' }),
      );
      return true;
    } catch (error) {
      if ((error as Error).name === 'ParameterAlreadyExists') return false;
      throw error;
    }
  }

  /** Deletes parameters. A missing parameter counts as deleted. */
  async delete(names: readonly string[]): Promise<void> {
    const { DeleteParametersCommand } = await import('@aws-sdk/client-ssm');
    const client = await this.open();
    await Promise.all(batches(names).map((Names) => client.send(new DeleteParametersCommand({ Names }))));
  }

  private open(): Promise<SSMClient> {
    return (this.client ??= this.connect());
  }

  private async connect(): Promise<SSMClient> {
    const { SSMClient } = await import('@aws-sdk/client-ssm');
    return openClient(SSMClient, this.region, await impatientSettings(this.region));
  }
}

function batches(names: readonly string[]): string[][] {
  const count = Math.ceil(names.length / namesPerCall);
  return Array.from({ length: count }, (_, index) =>
    names.slice(index * namesPerCall, (index + 1) * namesPerCall),
  );
}
