import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A change to one file. */
export interface Edit {
  /** Path from the root of the workspace. */
  readonly file: string;
  /**
   * The new text of the file.
   *
   * @param text the text before, empty if the file does not exist
   * @throws Error if the edit cannot be applied to the text
   */
  apply(text: string): string;
}

/** A commit that somebody could make. */
export interface CodeChange {
  /** Description of the change. */
  readonly title: string;
  readonly edits: readonly Edit[];
}

/** A parameter that somebody else writes, without Bulkhead. */
export interface ValueChange {
  readonly title: string;
  /** `<contract>/<key>`, or another path below `/bulkhead/local`. */
  readonly parameter: string;
  /** The new value, made from the old one. The old one is empty if the parameter does not exist. */
  readonly value: (before: string) => string;
}

/** Changes of one kind. */
export interface Category<Change> {
  readonly name: string;
  readonly changes: readonly Change[];
}

export function change(title: string, ...edits: Edit[]): CodeChange {
  return { title, edits };
}

/** Replaces `from`, which must occur exactly once. */
export function replace(file: string, from: string, to: string): Edit {
  return {
    file,
    apply: (text) => {
      const parts = text.split(from);
      if (parts.length !== 2) throw new Error(`${file} has ${parts.length - 1} places with: ${from}`);
      return parts.join(to);
    },
  };
}

/** Renames every occurrence of a name in a file. */
export function rename(file: string, from: string, to: string): Edit {
  const name = new RegExp(`\\b${from}\\b`, 'g');
  return {
    file,
    apply: (text) => {
      if (!name.test(text)) throw new Error(`${file} has nothing of the name: ${from}`);
      return text.replace(name, to);
    },
  };
}

/** Puts a comment line before `line`, which must occur exactly once. */
export function comment(file: string, line: string): Edit {
  return replace(file, line, `// Said once more, in other words.\n${line}`);
}

/** Adds text to the end of a file, or creates the file. */
export function append(file: string, addition: string): Edit {
  return { file, apply: (text) => `${text}${addition}\n` };
}

/** Changes the version of a package in package.json, if it is named there, and in the lock file. */
export function bump(name: string, version: string): Edit[] {
  const inJson = (set: (content: PackageFile) => void) => (text: string) => {
    const content = JSON.parse(text) as PackageFile;
    set(content);
    return `${JSON.stringify(content, null, 2)}\n`;
  };
  const inDependencies = ({ dependencies, devDependencies }: PackageFile) => {
    for (const group of [dependencies, devDependencies]) if (group?.[name]) group[name] = version;
  };
  return [
    { file: 'package.json', apply: inJson(inDependencies) },
    {
      file: 'package-lock.json',
      apply: inJson(({ packages = {} }) => {
        const installed = packages[`node_modules/${name}`];
        if (!installed) throw new Error(`package-lock.json has no ${name}`);
        installed.version = version;
        inDependencies(packages[''] ?? {});
      }),
    },
  ];
}

interface PackageFile {
  version?: string;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  packages?: Record<string, PackageFile>;
}

/**
 * Applies a change to a folder.
 *
 * @throws Error if an edit cannot be applied to its file
 */
export function applyChange(directory: string, { edits }: CodeChange): void {
  for (const { file, apply } of edits) {
    const path = join(directory, file);
    const before = existsSync(path) ? readFileSync(path, 'utf8') : '';
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, apply(before));
  }
}
