import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeAtomically } from '@bulkhead/emulator/write-atomically';
import { ProviderSchema } from './provider-schema';

/** The schemas that this process already has, by the hash of the package. */
const known = new Map<string, ProviderSchema>();

/** Length of a SHA-256 digest, in bytes. */
const digestLength = 32;

/**
 * The schema of a package. A provider needs a second to write its schema, so the schema is kept in a file, with a digest
 * of its content before it: a file that is cut off or changed counts as no file.
 *
 * @param hash of the package, as in Terraform's lock
 * @param folder absolute path of the folder of such files. @default only this process keeps the schema
 * @param ask asks the provider of the package
 * @throws the error of `ask`, and Error if the provider answers something else than its schema
 */
export async function keptSchema(
  hash: string,
  folder: string | undefined,
  ask: () => Promise<Uint8Array>,
): Promise<ProviderSchema> {
  const file = folder && join(folder, `${sha256(hash).toString('hex')}.schema`);
  const schema = known.get(hash) ?? (file ? fromFile(file) : undefined) ?? (await asked(ask, file));
  known.set(hash, schema);
  return schema;
}

/** Forgets what this process has, as if it were another one. */
export function forgetSchemas(): void {
  known.clear();
}

function fromFile(file: string): ProviderSchema | undefined {
  if (!existsSync(file)) return undefined;
  const content = readFileSync(file);
  const message = content.subarray(digestLength);
  return sha256(message).equals(content.subarray(0, digestLength)) ? new ProviderSchema(message) : undefined;
}

async function asked(ask: () => Promise<Uint8Array>, file: string | undefined): Promise<ProviderSchema> {
  const message = await ask();
  const schema = new ProviderSchema(message);
  // Another command of the checkout may read the file at this moment.
  if (file) writeAtomically(file, Buffer.concat([sha256(message), message]));
  return schema;
}

function sha256(content: string | Uint8Array): Buffer {
  return createHash('sha256').update(content).digest();
}
