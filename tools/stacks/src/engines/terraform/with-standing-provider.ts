import { FrontedProvider, lockedProvider, usedTypes } from '@bulkhead/standing-provider';
import { terraformVariables } from '../../surroundings/engine-variables';
import { runTerraform, type TerraformCall } from './terraform-cli';
import { untilAborted } from '../until-aborted';
import { isTurnedOff, missesType, schemasOf } from './standing-provider';

/** The folder where Terraform only reads, and the receiver of messages about problems. */
export interface Reading {
  /** Initialized working directory. */
  readonly directory: string;
  /** Folder of the configuration whose types Terraform meets. @default `directory` */
  readonly typesFrom?: string;
  /** Absolute path of the checkout, where the schema of the provider is kept. @default this process keeps it */
  readonly workspaceRoot?: string;
  /** Ends the wait for a provider that is about to start. */
  readonly signal: AbortSignal;
  readonly progress: (line: string) => void;
}

/** Runs a Terraform call; returns the output without the JSON messages. */
export type RunTerraform = (call: TerraformCall) => Promise<string>;

/**
 * Lets several Terraform calls that only read, such as `plan` and `show`, share one provider. Otherwise each call would
 * start and check its own, which takes most of its time. If a provider cannot be kept or no longer answers, Terraform
 * starts its own.
 *
 * @param read makes the calls, all in the folder, one after another
 * @returns the result of `read`
 * @throws the error of `read`, and the reason of the signal
 */
export async function withStandingProvider<T>(
  reading: Reading,
  read: (run: RunTerraform) => Promise<T>,
): Promise<T> {
  const standing = new StandingProvider(reading);
  try {
    return await read((call) => standing.serve(call));
  } finally {
    await standing.end();
  }
}

class StandingProvider {
  private provider: FrontedProvider | undefined;
  private isOff = isTurnedOff();
  /** Whether Terraform is told of every type, because it met one that the configuration does not have. */
  private tellsAll = false;

  constructor(private readonly reading: Reading) {}

  async serve(call: TerraformCall): Promise<string> {
    const provider = await this.running();
    if (!provider) return runTerraform(call);
    try {
      return await runTerraform({ ...call, reattach: provider.reattach });
    } catch (error) {
      if (call.signal.aborted) throw error;
      if (!(await provider.answers())) {
        this.isOff = true;
        this.reading.progress('the provider that Terraform shared is gone; Terraform starts its own');
        return runTerraform(call);
      }
      if (this.tellsAll || !missesType(error)) throw error;
      this.tellsAll = true;
      await this.end();
      return this.serve(call);
    }
  }

  async end(): Promise<void> {
    await this.provider?.end();
    this.provider = undefined;
  }

  private async running(): Promise<FrontedProvider | undefined> {
    if (this.isOff) return undefined;
    if (this.provider) {
      if (await this.provider.answers()) return this.provider;
      this.isOff = true;
      return undefined;
    }
    const starting = this.start();
    try {
      this.provider = await untilAborted(this.reading.signal, () => starting);
    } catch (error) {
      // Ends a provider that starts too late.
      void starting.then((late) => late?.end());
      throw error;
    }
    this.isOff = this.provider === undefined;
    return this.provider;
  }

  private async start(): Promise<FrontedProvider | undefined> {
    const { directory, typesFrom = directory, workspaceRoot, progress } = this.reading;
    try {
      const locked = await lockedProvider(directory);
      return locked === undefined
        ? undefined
        : await FrontedProvider.start(locked, {
            variables: terraformVariables(process.env),
            types: this.tellsAll ? undefined : usedTypes(typesFrom),
            schemas: workspaceRoot && schemasOf(workspaceRoot),
          });
    } catch (error) {
      progress(`no provider could be kept for Terraform, which starts its own: ${(error as Error).message}`);
      return undefined;
    }
  }
}
