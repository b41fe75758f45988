import { join } from 'node:path';
import { type LockedProvider } from './locked-provider';
import { ProviderFront } from './provider-front';
import { ProviderProcess } from './provider-process';
import { type ProviderSchema } from './provider-schema';

/** The schemas of the packages that this process has already asked for, by the hash of the package. */
const known = new Map<string, ProviderSchema>();

/** A provider process with the front that Terraform sees. Both end together. */
export class FrontedProvider {
  private constructor(
    private readonly process: ProviderProcess,
    private readonly front: ProviderFront,
    /** The value of `TF_REATTACH_PROVIDERS`, by which Terraform finds the front. */
    readonly reattach: string,
  ) {}

  /**
   * @param variables of Terraform, which the provider would get from it
   * @param types the types that Terraform is told of. @default every type
   * @throws Error if the provider does not listen within 30 s, or does not answer
   */
  static async start(
    { program, hash }: LockedProvider,
    variables: NodeJS.ProcessEnv,
    types?: ReadonlySet<string>,
  ): Promise<FrontedProvider> {
    const process = await ProviderProcess.start(program, variables);
    try {
      const socket = join(process.folder, 'front');
      const front = await ProviderFront.start(process.socket, socket, async (ask) => {
        const schema = known.get(hash) ?? (await ask());
        known.set(hash, schema);
        return schema.of(types);
      });
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
