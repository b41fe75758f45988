import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, posix, sep } from 'node:path';
import { digestOf } from './input-digests';

/** SHA-256 of every file in a folder, by path. Empty if there is no folder. */
export function artifactDigests(folder: string): Record<string, string> {
  if (!existsSync(folder)) return {};
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => statSync(join(folder, file)).isFile())
    .sort();
  return Object.fromEntries(
    files.map((file) => [file.split(sep).join(posix.sep), digestOf(readFileSync(join(folder, file)))]),
  );
}
