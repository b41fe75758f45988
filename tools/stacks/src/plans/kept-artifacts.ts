import { cpSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { stackFile, type SynthesizedStack } from '@bulkhead/stack';
import { type Synthesized } from '../synthesis/synthesize';

/** Folder of the synthesized stack, in the folder that is kept of the stack. */
const synthesizedFolder = 'synth';

/** Path of the engine's own plan in the folder that is kept of a stack. Only Terraform has a file there. */
export function planFileIn(kept: string): string {
  return join(kept, 'plan.bin');
}

/** Keeps the synthesized files as they are, because the next synthesis replaces them. */
export function keepSynthesized(kept: string, { directory }: Pick<Synthesized, 'directory'>): void {
  const folder = join(kept, synthesizedFolder);
  rmSync(folder, { recursive: true, force: true });
  cpSync(directory, folder, { recursive: true });
}

/** The synthesized stack that was kept. */
export function keptSynthesized(kept: string): Synthesized {
  const directory = join(kept, synthesizedFolder);
  return {
    ...(JSON.parse(readFileSync(join(directory, stackFile), 'utf8')) as SynthesizedStack),
    directory,
  };
}
