import { createHash } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { writeAtomically } from '@bulkhead/emulator/write-atomically';
import { readStrictJson, type StrictJson } from '@bulkhead/config';
import { BulkheadError, visibleText } from '@bulkhead/errors';
import { canonicalJson } from '@bulkhead/stack';
import { z } from 'zod';
import { type DiffFile, diffFile, type StackDiff } from './diff-schema';

/** Bytes of a diff. A diff of a hundred stacks is a hundred times smaller. */
const largestFile = 64 * 1024 * 1024;

/** Folder of all files that `diff` writes, from the root of the workspace. */
export const diffRoot = 'dist/diff';

/** Paths of the files of a diff of one environment, from the root of the workspace. */
export function diffPaths(environment: string): { json: string; markdown: string; artifacts: string } {
  const base = `${diffRoot}/${environment}`;
  return { json: `${base}.json`, markdown: `${base}.md`, artifacts: base };
}

/** Folder in which the artifacts of one stack are kept, below the folder of a diff. */
export function keptFolder(
  artifacts: string,
  { role, app, stack }: Pick<StackDiff, 'role' | 'app' | 'stack'>,
): string {
  return join(artifacts, role, app, stack);
}

/** Removes the files of an earlier diff, so that files of two diffs are never mixed. */
export function discardDiff(workspaceRoot: string, environment: string): void {
  const { json, markdown, artifacts } = diffPaths(environment);
  for (const path of [json, markdown, artifacts])
    rmSync(join(workspaceRoot, path), { recursive: true, force: true });
  // Plans hold values, so nobody else may look into the folder.
  mkdirSync(join(workspaceRoot, artifacts), { recursive: true, mode: 0o700 });
}

/** Writes a diff with a digest that shows whether somebody has edited it. */
export function writeDiffFile(path: string, diff: Omit<DiffFile, 'digest'>): DiffFile {
  const written = { ...diff, digest: digestOf(diff) };
  writeAtomically(path, `${JSON.stringify(written, null, 2)}\n`);
  return written;
}

/**
 * Reads a diff back, as the plan of a deploy.
 *
 * @param path absolute path
 * @param named the path as the user gave it, for messages
 * @param next the command that makes a new diff
 * @throws BulkheadError `PlanMissing`, or `PlanInvalid` for a file that is no diff or was edited
 */
export function readDiffFile(path: string, named: string, next: string): DiffFile {
  let read: StrictJson;
  try {
    read = readStrictJson(path, largestFile);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const what =
      code === 'ENOENT' ? 'is not there' : `cannot be read: ${visibleText((cause as Error).message)}`;
    throw new BulkheadError('PlanMissing', `The plan ${visibleText(named)} ${what}.`, { next, cause });
  }
  const invalid = (why: string, cause?: unknown) =>
    new BulkheadError('PlanInvalid', `${visibleText(named)} is not a plan that can be deployed: ${why}.`, {
      next,
      cause,
    });
  if ('problem' in read) throw invalid(`it is not JSON that can be read: ${read.problem}`);
  const parsed = diffFile.safeParse(read.value);
  if (!parsed.success) throw invalid(`\n${firstLines(z.prettifyError(parsed.error))}\n`, parsed.error);
  const { digest, ...diff } = parsed.data;
  if (digest !== digestOf(diff)) throw invalid('it was edited after it was made');
  return parsed.data;
}

/** The first few problems of a file that was never a diff. */
function firstLines(text: string): string {
  const lines = text.split('\n');
  const shown = lines.slice(0, 10).map((line) => visibleText(line));
  return [...shown, ...(lines.length > 10 ? [`and ${lines.length - 10} more lines`] : [])].join('\n');
}

function digestOf(diff: Omit<DiffFile, 'digest'>): string {
  return createHash('sha256').update(canonicalJson(diff)).digest('hex');
}

/** Folder of the artifacts that belong to a diff file: beside it, named after the environment. */
export function artifactsOf(path: string, environment: string): string {
  return join(dirname(path), environment);
}
