import { join } from 'node:path';
import { keptSchema } from './kept-schema';
import { type LockedProvider } from './locked-provider';
import { ProviderFront } from './provider-front';
import { ProviderProcess } from './provider-process';

export interface FrontedProviderOptions {
  /** The variables of Terraform, which the provider would get from it. */
  readonly variables: NodeJS.ProcessEnv;
  /** The types that Terraform is told of, such as `aws_vpc`. @default every type */
  readonly types?: ReadonlySet<string>;
  /** Absolute path of the folder where schemas are kept. @default they are kept for this process */
  readonly schemas?: string;
}

/** A provider process with the front that Terraform sees. Both end together. */
export class FrontedProvider {
  private constructor(
    private readonly process: ProviderProcess,
    private readonly front: ProviderFront,
    /** The value of `TF_REATTACH_PROVIDERS`, by which Terraform finds the front. */
    readonly reattach: string,
  ) {}

  /**
   * @throws Error if the provider does not listen within 30 s, or does not answer
   */
  static async start(
    { program, hash }: LockedProvider,
    { variables, types, schemas }: FrontedProviderOptions,
  ): Promise<FrontedProvider> {
    const process = await ProviderProcess.start(program, variables);
    try {
      const socket = join(process.folder, 'front');
      const front = await ProviderFront.start(process.socket, socket, async (ask) =>
        (await keptSchema(hash, schemas, ask)).of(types),
      );
      return new FrontedProvider(process, front, process.reattachAt(socket));
    } catch (error) {
      await process.end();
      throw error;
    }
  }

  /** Whether Terraform would be answered. */
  answers(): Promise<boolean> {
    return this.front.answers();
  }

  async end(): Promise<void> {
    this.front.end();
    await this.process.end();
  }
}
