import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { writeAtomically } from '@bulkhead/emulator/write-atomically';

/** Folders of the folders of projects. */
export const projectKinds = ['apps', 'libs', 'tools'] as const;

/** What is compiled, by a name that no other state of it has ever had; undefined while it is being changed. */
export function buildId(workspaceRoot: string): string | undefined {
  try {
    return readFileSync(fileIn(workspaceRoot), 'utf8');
  } catch {
    return undefined;
  }
}

/**
 * Changes what is compiled. Until `change` has come to its end, and after it was killed, it has no name.
 */
export function changingBuild(workspaceRoot: string, change: () => void): void {
  rmSync(fileIn(workspaceRoot), { force: true });
  change();
  writeAtomically(fileIn(workspaceRoot), randomUUID());
}

/**
 * The name of what is compiled where that is whole, else one that never was: whoever has this among its inputs is not
 * served from a cache where a folder was deleted or a build was killed.
 */
export function wholeBuildId(workspaceRoot: string): string {
  const isWhole = projectsIn(workspaceRoot).every((project) => existsSync(join(project, 'dist')));
  return (isWhole ? buildId(workspaceRoot) : undefined) ?? randomUUID();
}

/** Absolute paths of the projects that have sources. */
export function projectsIn(workspaceRoot: string): string[] {
  return projectKinds
    .map((kind) => join(workspaceRoot, kind))
    .filter((directory) => existsSync(directory))
    .flatMap((directory) => readdirSync(directory).map((name) => join(directory, name)))
    .filter((project) => existsSync(join(project, 'src')));
}

/** A build is changed within a second; one that has no name for longer was killed, or there is none. */
const settleMs = 5_000;
const pollMs = 25;
/** A build that changes this often while one stack is synthesized is somebody who saves files without end. */
const attempts = 5;

/**
 * Runs compiled code so that all of it is of one build: where the build was changed meanwhile the code is run again, since
 * it may have loaded modules of both.
 */
export async function withOneBuild<T>(workspaceRoot: string, run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const before = await settledBuildId(workspaceRoot);
    const outcome = await run().then(
      (value) => ({ value }),
      (error: unknown) => ({ error }),
    );
    const unchanged = buildId(workspaceRoot) === before;
    if (unchanged || attempt === attempts) {
      if ('error' in outcome) throw outcome.error;
      return outcome.value;
    }
  }
}

async function settledBuildId(workspaceRoot: string): Promise<string | undefined> {
  // Nothing was ever built here, as in most specs.
  if (!existsSync(join(workspaceRoot, 'dist/locks/build.lock'))) return buildId(workspaceRoot);
  for (const end = Date.now() + settleMs; Date.now() < end; await sleep(pollMs)) {
    const id = buildId(workspaceRoot);
    if (id !== undefined) return id;
  }
  return undefined;
}

function fileIn(workspaceRoot: string): string {
  return join(workspaceRoot, 'dist/build-id');
}
