import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix, relative, sep } from 'node:path';
import { writeAtomically } from '@bulkhead/emulator/write-atomically';
import { canonicalJson, stackFile, type SynthesizedStack } from '@bulkhead/stack';
import { synthRoot } from './synth-directory';

/** One entry of `dist/synth/<environment>/index.json`. */
export interface SynthIndexEntry extends Omit<SynthesizedStack, 'template' | 'complete'> {
  /** Path of the template from the root of the workspace: `*.template.json` or `cdk.tf.json`. */
  readonly template: string;
  /** Path of the template with nothing left out for the emulator. @default `template` */
  readonly complete?: string;
}

/** Writes `index.json` of every environment below `dist/synth`, from the present folders. */
export function writeSynthIndexes(workspaceRoot: string): void {
  const root = join(workspaceRoot, synthRoot);
  if (!existsSync(root)) return;
  for (const environment of readdirSync(root)) {
    const stacks = readAgainOnce(() => readSynthesized(workspaceRoot, join(root, environment)));
    const index = join(root, environment, 'index.json');
    const text = canonicalJson({ stacks });
    if (!existsSync(index) || readFileSync(index, 'utf8') !== text) writeAtomically(index, text);
  }
}

/** Another command may replace the folder of a stack between reading the list of folders and reading the folder. */
function readAgainOnce<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return read();
  }
}

/** Every stack that is synthesized for an environment. Empty if there is none. */
export function readSynthIndex(workspaceRoot: string, environment: string): SynthIndexEntry[] {
  const index = join(workspaceRoot, synthRoot, environment, 'index.json');
  return existsSync(index)
    ? (JSON.parse(readFileSync(index, 'utf8')) as { stacks: SynthIndexEntry[] }).stacks
    : [];
}

function readSynthesized(workspaceRoot: string, environmentDirectory: string): SynthIndexEntry[] {
  return readdirSync(environmentDirectory, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(`${sep}${stackFile}`))
    .sort()
    .map((file) => readSynthIndexEntry(workspaceRoot, join(environmentDirectory, file, '..')));
}

/**
 * The index entry of a synthesized stack, wherever its folder is.
 *
 * @param directory absolute path
 */
export function readSynthIndexEntry(workspaceRoot: string, directory: string): SynthIndexEntry {
  const synthesized = JSON.parse(readFileSync(join(directory, stackFile), 'utf8')) as SynthesizedStack;
  const folder = relative(workspaceRoot, directory).split(sep).join(posix.sep);
  const { template, complete } = synthesized;
  return {
    ...synthesized,
    template: `${folder}/${template}`,
    ...(complete !== undefined && { complete: `${folder}/${complete}` }),
  };
}
