import { runTerraform, type TerraformCall } from '../terraform-cli';
import { lockedProvider } from './locked-provider';
import { ProviderProcess } from './provider-process';

/** Turns the standing provider off where it is `off`: each Terraform starts its own then. */
export const standingProviderVariable = 'BULKHEAD_STANDING_PROVIDER';

/** Where Terraform only reads, and whom to tell of what is amiss. */
export interface Reading {
  /** Initialized working directory. */
  readonly directory: string;
  readonly progress: (line: string) => void;
}

/** Runs a call of Terraform; returns what it printed that was not JSON messages. */
export type RunTerraform = (call: TerraformCall) => Promise<string>;

/**
 * Lets several calls of Terraform that only read, such as `plan` and `show`, share one provider. Each would start and
 * check one of its own otherwise, which is most of what it takes. Where a provider cannot be kept, or does not answer
 * any more, Terraform starts its own, as it always does for `apply` and `destroy`.
 *
 * @param read makes the calls, all in the folder, one after the other
 * @returns what `read` returns
 */
export async function withStandingProvider<T>(
  { directory, progress }: Reading,
  read: (run: RunTerraform) => Promise<T>,
): Promise<T> {
  const provider = await startFor(directory, progress);
  if (!provider) return read(runTerraform);
  try {
    return await read(async (call) => {
      if (!(await provider.answers())) return runTerraform(call);
      try {
        return await runTerraform({ ...call, reattach: provider.reattach });
      } catch (error) {
        if (call.signal.aborted || (await provider.answers())) throw error;
        progress('the provider that Terraform shared is gone; Terraform starts its own');
        return runTerraform(call);
      }
    });
  } finally {
    await provider.end();
  }
}

async function startFor(
  directory: string,
  progress: Reading['progress'],
): Promise<ProviderProcess | undefined> {
  if (process.env[standingProviderVariable] === 'off') return undefined;
  try {
    const program = await lockedProvider(directory);
    return program === undefined ? undefined : await ProviderProcess.start(program);
  } catch (error) {
    progress(`no provider could be kept for Terraform, which starts its own: ${(error as Error).message}`);
    return undefined;
  }
}
