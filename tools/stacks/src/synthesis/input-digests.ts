import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, type Stats } from 'node:fs';
import { join, resolve } from 'node:path';

/** The digest of something that is not there. */
export const absent = 'absent';

/** SHA-256 of a text or of bytes, in hexadecimal. */
export function digestOf(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

/**
 * Digests of the files and folders that syntheses read, each made once: the stacks of a run share most of their files.
 *
 * Paths are absolute or relative to `root`.
 */
export class InputDigests {
  constructor(private readonly root: string) {}

  /** Digest of a file's content, or of all files below a folder. */
  readonly file = once((path) => {
    const stats = this.statsOf(path);
    if (!stats) return absent;
    if (!stats.isDirectory()) return digestOf(readFileSync(resolve(this.root, path)));
    const names = readdirSync(resolve(this.root, path)).sort();
    return digestOf(JSON.stringify(names.map((name) => [name, this.file(join(path, name))])));
  });

  /** Digest of the names in a folder, without the content. */
  readonly folder = once((path) => {
    if (!this.statsOf(path)?.isDirectory()) return absent;
    return digestOf(JSON.stringify(readdirSync(resolve(this.root, path)).sort()));
  });

  /** Digest of the type of a path: a file, a folder, or nothing. */
  readonly presence = once((path) => {
    const stats = this.statsOf(path);
    if (!stats) return absent;
    return stats.isDirectory() ? 'folder' : 'file';
  });

  private statsOf(path: string): Stats | undefined {
    return statSync(resolve(this.root, path), { throwIfNoEntry: false });
  }
}

function once(make: (path: string) => string): (path: string) => string {
  const known = new Map<string, string>();
  return (path) => {
    const digest = known.get(path) ?? make(path);
    known.set(path, digest);
    return digest;
  };
}
