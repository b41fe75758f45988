import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, posix, sep } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { Refusal } from '@bulkhead/errors';
import { canonicalJson, completeFile, stackFile } from '@bulkhead/stack';
import { configurationFile } from '../engines/terraform/configuration-file';
import { type Synthesized } from '../synthesis/synthesize';
import { type StackInstance } from '../workspace/stack-instance';

/**
 * Files beside a template that say nothing of what is deployed: the description of the stack, what the policy judges,
 * and what CDK writes for its own tools, with versions and absolute paths in it.
 */
const notDeployed = [
  new RegExp(`^(${stackFile}|${completeFile})$`),
  /^cdk\.out$/,
  /^tree\.json$/,
  /\.assets\.json$/,
  /\.metadata\.json$/,
];

/** SHA-256 of each file that is deployed, by path in the folder; equal maps mean an equal deployment. */
export function fileDigests(directory: string): Record<string, string> {
  const files = readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((file) => statSync(join(directory, file)).isFile())
    .map((file) => file.split(sep).join(posix.sep))
    .filter((file) => !notDeployed.some((pattern) => pattern.test(file)))
    .sort();
  return Object.fromEntries(
    files.map((file) => [file, digest(canonical(file, readFileSync(join(directory, file))))]),
  );
}

/**
 * Makes sure that a stack is deployed from what its deploy was decided by. Another command of the checkout may have
 * synthesized it anew, from sources that were edited meanwhile.
 *
 * @param decided `fileDigests` as they were then
 * @throws Refusal `SynthesisReplaced`
 */
export function requireAsDecided(
  { id }: Pick<StackInstance, 'id'>,
  { directory }: Pick<Synthesized, 'directory'>,
  decided: Readonly<Record<string, string>>,
): void {
  if (isDeepStrictEqual(digestsOrNone(directory), decided)) return;
  throw new Refusal(
    'SynthesisReplaced',
    `Another command of this checkout has synthesized ${id} anew, and otherwise, since it was decided to deploy it.`,
    { next: 'run the same command again' },
  );
}

/** None where the folder is replaced just now. */
function digestsOrNone(directory: string): Record<string, string> {
  try {
    return fileDigests(directory);
  } catch {
    return {};
  }
}

function canonical(file: string, content: Buffer): string | Buffer {
  if (file === 'manifest.json') return canonicalJson(stackSettings(JSON.parse(content.toString())));
  if (file.endsWith('.template.json')) return canonicalJson(withoutMetadata(JSON.parse(content.toString())));
  if (file === configurationFile) return canonicalJson(withPolicies(JSON.parse(content.toString())));
  if (file === '.terraform.lock.hcl') return lockedVersions(content.toString());
  return content;
}

/**
 * Policy documents, which Terraform takes as text, as the documents that they are: the order of their keys makes no
 * difference, to the provider either, which plans no change for it.
 */
function withPolicies(value: unknown, attribute = ''): unknown {
  if (typeof value === 'string') {
    return /(^|_)policy$/.test(attribute) && value.startsWith('{') ? asDocument(value) : value;
  }
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => withPolicies(item));
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withPolicies(inner, key)]));
}

function asDocument(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // An expression of Terraform's that begins like a document.
    return text;
  }
}

/**
 * What a lock file says of the providers but for the checksums of their archives: one for a further platform changes
 * nothing that is deployed.
 */
function lockedVersions(lock: string): string {
  return lock.replace(/^#.*\n/gm, '').replace(/^ *hashes = \[[^\]]*\]\n/gm, '');
}

/** What a cloud assembly says of a stack that its template does not, and that a deploy sets. */
function stackSettings(manifest: {
  artifacts?: Record<string, { properties?: { terminationProtection?: boolean; tags?: unknown } }>;
}): unknown {
  return Object.entries(manifest.artifacts ?? {}).map(([id, { properties = {} }]) => [
    id,
    properties.terminationProtection ?? false,
    properties.tags ?? {},
  ]);
}

/** CloudFormation ignores the metadata of a template and its resources; CDK puts construct paths there. */
function withoutMetadata(template: { Resources?: Record<string, object> }): unknown {
  const resources = Object.entries(template.Resources ?? {}).map(([id, resource]) => [
    id,
    without(resource, 'Metadata'),
  ]);
  return { ...without(template, 'Metadata'), Resources: Object.fromEntries(resources) };
}

function without(value: object, key: string): object {
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
}

function digest(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
