import { once } from 'node:events';
import { FrontedProvider } from './fronted-provider';
import { type FrontRequest } from './detached-front';

/**
 * Stands in front of a provider for a Terraform that outlives the tool. Prints the value of `TF_REATTACH_PROVIDERS`,
 * and ends when standard input closes: when Terraform has ended, and when it is killed.
 *
 * Argument: a `FrontRequest` as JSON.
 */
async function main(): Promise<void> {
  const { locked, types, schemas } = JSON.parse(process.argv[2] ?? '') as FrontRequest;
  const ended = once(process.stdin.resume(), 'close');
  // A tool that was killed does not read.
  process.stdout.on('error', () => undefined);
  const provider = await FrontedProvider.start(locked, {
    variables: process.env,
    types: new Set(types),
    schemas,
  });
  process.stdout.write(`${provider.reattach}\n`);
  await ended;
  await provider.end();
}

main().catch((error: unknown) => {
  process.stdout.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
});
