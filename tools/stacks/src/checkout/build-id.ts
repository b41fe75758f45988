import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { writeAtomically } from '@bulkhead/emulator/write-atomically';

/** The folders that hold projects. */
export const projectKinds = ['apps', 'libs', 'tools'] as const;

/** The id of the present build. No other build ever had the same id. Undefined while the build is being changed. */
export function buildId(workspaceRoot: string): string | undefined {
  try {
    return readFileSync(fileIn(workspaceRoot), 'utf8');
  } catch {
    return undefined;
  }
}

/** Changes the build. The build has no id until `change` has ended, nor after `change` was killed. */
export function changingBuild(workspaceRoot: string, change: () => void): void {
  rmSync(fileIn(workspaceRoot), { force: true });
  change();
  writeAtomically(fileIn(workspaceRoot), randomUUID());
}

/**
 * The id of the build if all its folders are there, else a new id. A task that has this value among its inputs is never
 * restored from the cache if a folder of the build is missing or a build was killed.
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

/** A build changes within a second. If it has no id for longer, the build was killed, or there is none. */
const settleMs = 5_000;
const pollMs = 25;
/** If a build changes this often while one stack is synthesized, somebody is saving files all the time. */
const attempts = 5;

/**
 * Runs compiled code so that all of it is from one build. If the build was changed meanwhile, the code runs again,
 * because it may have loaded modules of both builds.
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
