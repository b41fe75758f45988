import { existsSync, readdirSync, readFileSync, realpathSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, posix, relative, sep } from 'node:path';
import { writeAtomically } from '@bulkhead/emulator/write-atomically';
import { absent, digestOf, InputDigests } from './input-digests';
import { type ObservedInputs } from './observe-inputs';

/** Folder of the cache of earlier syntheses, from the root of the workspace. */
const cacheRoot = 'dist/synth-cache';

/** A file's time may be behind the clock by one tick of the kernel, in ms. */
const clockTick = 20;

/** The input of one synthesis, and the place of its output. */
export interface SynthesisSubject {
  readonly environment: string;
  /** The name of an environment, or the absolute path of its JSON file. */
  readonly environmentReference: string;
  readonly role: string;
  readonly app: string;
  readonly stack: string;
  /** Absolute path of the folder that holds the output. */
  readonly directory: string;
  /** Environment variables that the synthesis runs with. */
  readonly variables: NodeJS.ProcessEnv;
}

/** Digests by path from the root of the workspace. */
type Digests = Readonly<Record<string, string>>;

/** Everything that a synthesis depended on, and its result. */
interface KeptSynthesis {
  /** Version of this shape. */
  readonly version: 1;
  readonly environmentReference: string;
  /** Version of Node. */
  readonly node: string;
  /** Digest of the lock files, which stand for the content of `node_modules`. */
  readonly packages: string;
  readonly files: Digests;
  readonly folders: Digests;
  readonly presence: Digests;
  /** Digests of the values, by name. The values may be secrets. */
  readonly variables: Readonly<Record<string, string>>;
  /** By path in the stack's folder. */
  readonly output: Digests;
}

/**
 * Knows which stacks need not be synthesized again: everything that their last synthesis read is unchanged, and so is
 * everything that it wrote. In case of doubt, a stack is synthesized.
 */
export class SynthesisCache {
  private readonly digests: InputDigests;
  private readonly packageFiles = new Map<string, string | undefined>();

  constructor(
    private readonly workspaceRoot: string,
    /** Whether to treat every stack as changed. New results are kept all the same. */
    private readonly skip: boolean,
  ) {
    this.digests = new InputDigests(workspaceRoot);
  }

  /** Whether the folder of a stack has exactly the content that a synthesis would write. */
  isCurrent(subject: SynthesisSubject): boolean {
    if (this.skip) return false;
    try {
      const kept = JSON.parse(readFileSync(this.file(subject), 'utf8')) as KeptSynthesis;
      return (
        kept.version === 1 &&
        kept.environmentReference === this.referenceOf(subject) &&
        kept.node === process.version &&
        kept.packages === this.packages() &&
        same(kept.variables, (name) => digestOfVariable(subject, name)) &&
        same(kept.files, this.digests.file) &&
        same(kept.folders, this.digests.folder) &&
        same(kept.presence, this.digests.presence) &&
        equal(kept.output, outputDigests(subject.directory))
      );
    } catch {
      // Never synthesized, or a file cannot be read: the synthesis will report the problem.
      return false;
    }
  }

  /** Removes the cache entry of a stack before its folder changes. */
  forget(subject: SynthesisSubject): void {
    rmSync(this.file(subject), { force: true });
  }

  /**
   * Remembers a successful synthesis, unless a file that it read changed while it ran: then nobody can tell which
   * content it saw.
   *
   * @param startedAt when the synthesis began, in ms since the epoch
   */
  keep(subject: SynthesisSubject, observed: ObservedInputs, startedAt: number): void {
    const { files, folders, presence, variables, unobserved } = this.relevant(observed, subject);
    const changed = [...files, ...folders].some((path) => changedSince(path, startedAt - clockTick));
    if (unobserved || changed) return;
    const kept: KeptSynthesis = {
      version: 1,
      environmentReference: this.referenceOf(subject),
      node: process.version,
      packages: this.packages(),
      files: this.digestsOf(files, this.digests.file),
      folders: this.digestsOf(folders, this.digests.folder),
      presence: this.digestsOf(presence, this.digests.presence),
      variables: Object.fromEntries(variables.map((name) => [name, digestOfVariable(subject, name)])),
      output: outputDigests(subject.directory),
    };
    writeAtomically(this.file(subject), `${JSON.stringify(kept, null, 1)}\n`);
  }

  private file({ environment, role, app, stack }: SynthesisSubject): string {
    return join(this.workspaceRoot, cacheRoot, environment, role, app, `${stack}.json`);
  }

  private referenceOf({ environmentReference }: SynthesisSubject): string {
    return environmentReference.endsWith('.json')
      ? this.fromRoot(environmentReference)
      : environmentReference;
  }

  /** The lock file in the checkout, and the lock file that npm writes about the installed packages. */
  private packages(): string {
    const locks = ['package-lock.json', 'node_modules/.package-lock.json'];
    return digestOf(locks.map(this.digests.file).join());
  }

  /** Leaves out files that the lock files stand for, and files that the synthesis wrote for itself. */
  private relevant(observed: ObservedInputs, { directory }: SynthesisSubject): ObservedInputs {
    const outside = (paths: readonly string[]) => {
      const real = new Set(paths.flatMap((path) => this.realPath(path) ?? []));
      return [...real].filter(
        (path) =>
          !isBelow(path, directory) &&
          !isBelow(path, join(this.workspaceRoot, 'dist/drafts')) &&
          (isBelow(path, this.workspaceRoot) || !isBelow(path, tmpdir()) || existsSync(path)),
      );
    };
    const files = outside(observed.files);
    // Node reads the exports of a package without a call that could be observed.
    const packages = new Set(files.flatMap((file) => this.packageFileOf(dirname(file)) ?? []));
    return {
      ...observed,
      files: [...new Set([...files, ...packages])].sort(),
      folders: outside(observed.folders),
      presence: outside(observed.presence),
    };
  }

  /** A path without links. Undefined for a file of an installed package. Packages of the workspace are linked. */
  private realPath(path: string): string | undefined {
    if (!path.includes(`${sep}node_modules${sep}`)) return path;
    const real = existsSync(path) ? realpathSync(path) : path;
    return real.includes(`${sep}node_modules${sep}`) ? undefined : real;
  }

  /** The nearest `package.json` of the workspace, at `directory` or above it. */
  private packageFileOf(directory: string): string | undefined {
    if (!isBelow(directory, this.workspaceRoot)) return undefined;
    if (!this.packageFiles.has(directory)) {
      const here = join(directory, 'package.json');
      this.packageFiles.set(directory, existsSync(here) ? here : this.packageFileOf(dirname(directory)));
    }
    return this.packageFiles.get(directory);
  }

  private digestsOf(paths: readonly string[], digest: (path: string) => string): Digests {
    return Object.fromEntries(paths.map((path) => this.fromRoot(path)).map((path) => [path, digest(path)]));
  }

  private fromRoot(path: string): string {
    return relative(this.workspaceRoot, path).split(sep).join(posix.sep);
  }
}

function digestOfVariable({ variables }: SynthesisSubject, name: string): string {
  const value = variables[name];
  return value === undefined ? absent : digestOf(value);
}

/** Digest of each output file, by path. No file may be missing or additional. */
function outputDigests(directory: string): Digests {
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true });
  return Object.fromEntries(
    entries.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [relative(directory, path), entry.isFile() ? digestOf(readFileSync(path)) : 'folder'];
    }),
  );
}

function changedSince(path: string, time: number): boolean {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats !== undefined && Math.max(stats.mtimeMs, stats.ctimeMs) >= time;
}

function same(before: Digests, now: (key: string) => string): boolean {
  return Object.entries(before).every(([key, digest]) => digest === now(key));
}

function equal(before: Digests, now: Digests): boolean {
  return Object.keys(before).length === Object.keys(now).length && same(before, (key) => now[key] ?? absent);
}

function isBelow(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}${sep}`);
}
