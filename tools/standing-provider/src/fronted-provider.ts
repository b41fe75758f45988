import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { askEmpty } from './grpc-message';
import { keptSchema } from './kept-schema';
import { type LockedProvider } from './locked-provider';
import { getSchema, ProviderFront } from './provider-front';
import { ProviderPool } from './provider-pool';
import { ProviderProcess } from './provider-process';
import { reattachAt } from './reattach-at';

export interface FrontedProviderOptions {
  /** The variables of Terraform, which the provider would get from it. */
  readonly variables: NodeJS.ProcessEnv;
  /** The types that Terraform is told of, such as `aws_vpc`. @default every type */
  readonly types?: ReadonlySet<string>;
  /** Absolute path of the folder where schemas are kept. @default they are kept for this process */
  readonly schemas?: string;
}

/** Provider processes with the front that Terraform sees. They end together. */
export class FrontedProvider {
  private constructor(
    private readonly folder: string,
    private readonly pool: ProviderPool,
    private readonly front: ProviderFront,
    /** The value of `TF_REATTACH_PROVIDERS`, by which Terraform finds the front. */
    readonly reattach: string,
  ) {}

  /**
   * @throws Error if the provider does not listen within 30 s, or does not answer
   */
  static async start(
    { program, hash, configurations, directory }: LockedProvider,
    { variables, types, schemas }: FrontedProviderOptions,
  ): Promise<FrontedProvider> {
    const folder = mkdtempSync(join(tmpdir(), 'bulkhead-provider-front-'));
    const pool = new ProviderPool(() => ProviderProcess.start(program, variables, directory), configurations);
    try {
      const { session } = await pool.unconfigured();
      const schema = await keptSchema(hash, schemas, () => askEmpty(session, getSchema));
      const socket = join(folder, 'front');
      const front = await ProviderFront.start(socket, schema.of(types), pool);
      return new FrontedProvider(folder, pool, front, reattachAt(socket, process.pid));
    } catch (error) {
      await pool.end();
      rmSync(folder, { recursive: true, force: true });
      throw error;
    }
  }

  /** Whether Terraform would be answered. */
  answers(): Promise<boolean> {
    return this.front.answers();
  }

  async end(): Promise<void> {
    this.front.end();
    await this.pool.end();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
