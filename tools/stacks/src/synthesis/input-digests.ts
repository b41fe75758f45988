import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, type Stats } from 'node:fs';
import { join } from 'node:path';

/** What stands for something that is not there. */
export const absent = 'absent';

/** SHA-256 of a text or of bytes, in hexadecimal. */
export function digestOf(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

/** Digests of what syntheses read, each made once: the stacks of a run share most of their files. */
export class InputDigests {
  private readonly known = new Map<string, string>();

  /** Of the content of a file, or of all files below a folder. */
  file(path: string): string {
    return this.once(`file ${path}`, () => {
      const stats = statsOf(path);
      if (!stats) return absent;
      if (!stats.isDirectory()) return digestOf(readFileSync(path));
      const names = readdirSync(path).sort();
      return digestOf(JSON.stringify(names.map((name) => [name, this.file(join(path, name))])));
    });
  }

  /** Of the names in a folder, not of what they hold. */
  folder(path: string): string {
    return this.once(`folder ${path}`, () =>
      statsOf(path)?.isDirectory() ? digestOf(JSON.stringify(readdirSync(path).sort())) : absent,
    );
  }

  /** Of what a path is: a file, a folder, or nothing. */
  presence(path: string): string {
    return this.once(`presence ${path}`, () => {
      const stats = statsOf(path);
      if (!stats) return absent;
      return stats.isDirectory() ? 'folder' : 'file';
    });
  }

  private once(key: string, make: () => string): string {
    const digest = this.known.get(key) ?? make();
    this.known.set(key, digest);
    return digest;
  }
}

function statsOf(path: string): Stats | undefined {
  return statSync(path, { throwIfNoEntry: false });
}
