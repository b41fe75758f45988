import { join } from 'node:path';
import { readManifest } from './read-manifest';
import { type StackContext } from './stack-context';
import { answering } from './synth-reply';
import { readSynthRequest } from './synth-request';

/**
 * The entry of each engine: it calls `synthesizeApp` of the engine's adapter when it is loaded. The entry of CDK is
 * `cdk-stacks.ts`, and that of CDKTF is `cdktf-stacks.ts`.
 */
export type EngineEntries = Readonly<Record<StackContext['engine'], () => Promise<unknown>>>;

/**
 * The complete entry of an app whose stacks have both engines. It loads the entry of the requested stack's engine, and
 * no line of the other engine.
 *
 * @param entryDirectory `__dirname` of the entry
 */
export async function synthesizeByEngine(entryDirectory: string, entries: EngineEntries): Promise<void> {
  await answering(async () => {
    const { stack } = readSynthRequest();
    const engine = readManifest(join(entryDirectory, '..'))?.stacks[stack]?.engine;
    // If the manifest does not have the stack, any entry says so.
    await entries[engine ?? 'cdk']();
    return undefined;
  });
}
