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
 * Files beside a template that do not change what is deployed: the description of the stack, the input of the policy,
 * and files of CDK's own tools, which contain versions and absolute paths.
 */
const notDeployed = [
  new RegExp(`^(${stackFile}|${completeFile})$`),
  /^cdk\.out$/,
  /^tree\.json$/,
  /\.assets\.json$/,
  /\.metadata\.json$/,
];

/** SHA-256 of each deployed file, by path in the folder. Equal maps mean an equal deployment. */
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
 * Makes sure that the files to deploy are still the files for which the deploy was decided. Another command of the
 * checkout may have synthesized the stack again, from sources that were edited meanwhile.
 *
 * @param decided `fileDigests` at the time of the decision
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
    `After the decision to deploy ${id}, another command of this checkout has synthesized it again with another result.`,
    { next: 'run the same command again' },
  );
}

/** Empty if the folder is being replaced just now. */
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
 * Parses policy documents, which Terraform takes as text: the order of their keys makes no difference. The provider
 * plans no change for it either.
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
    // A Terraform expression that begins like a document.
    return text;
  }
}

/**
 * The provider versions of a lock file, without the checksums of their archives: a checksum for a further platform
 * changes nothing that is deployed.
 */
function lockedVersions(lock: string): string {
  return lock.replace(/^#.*\n/gm, '').replace(/^ *hashes = \[[^\]]*\]\n/gm, '');
}

/** Settings that a deploy uses and that only the cloud assembly has, not the template. */
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
