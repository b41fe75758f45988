import { rename, writeFile } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';

/** Writes a file as JSON so that a reader sees the old content or the new one, never a part. */
export async function writeAtomically(path: string, value: unknown): Promise<void> {
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, `${JSON.stringify(value, null, 2)}\n`);
  await rename(draft, path);
}
