import { createHash } from 'node:crypto';
import { nameRules, type NameKind, type NameRule } from './name-rules';
import { assertNameable, type LogicalName, type NameScope } from './name-scope';

const hashLength = 8;
const looksHashed = new RegExp(`[^a-z0-9][0-9a-f]{${hashLength}}$`);

/**
 * The name for a kind, a scope and a logical name: `bulkhead-<environment>-<logical name>`, in lower case because IAM
 * and RDS ignore case.
 *
 * The same input always gives the same bytes. Some names end in eight hexadecimal digits of the SHA-256 of their full
 * input: names that were shortened, names with replaced characters, names that could be read as those of another scope,
 * and names that must be unique in the world. Other names never end that way. So two inputs share a name only if their
 * hashes are equal, or if they differ only in parts that the kind ignores: a regional kind has the same name in two
 * regions or accounts.
 *
 * Throws `BulkheadError` with code `EmptyName`, `TokenInName` or `InvalidScope`.
 */
export function nameOf(kind: NameKind, scope: NameScope, ...logicalName: LogicalName): string {
  assertNameable(scope, logicalName);
  const rule: NameRule = nameRules[kind];
  const { separator, prefix = '', uniqueWithin = 'region' } = rule;

  const parts = ['bulkhead', scope.environment, ...logicalName];
  if (uniqueWithin === 'account') parts.push(scope.region);
  const wanted = parts.join(separator);
  const accepted = clean(wanted, rule);
  const plain = prefix + accepted;

  const needsHash =
    uniqueWithin === 'world' ||
    accepted !== wanted ||
    plain.length > rule.max ||
    scope.environment.includes(separator) ||
    looksHashed.test(plain) ||
    rule.reservedEnding?.test(plain);
  if (!needsHash) return plain;

  const ending = (separator === '/' ? '-' : separator) + hashOf(scope, logicalName.join(separator));
  return trimmed(plain.slice(0, rule.max - ending.length)) + ending;
}

/**
 * The pattern, for an ARN in a policy, that matches every name of a kind in an environment. It may also match names of
 * another environment whose name starts with this one's, such as `prod-2` and `prod`.
 */
export function namePatternOf(kind: NameKind, scope: Pick<NameScope, 'environment'>): string {
  return `${namePrefixOf(kind, scope)}*`;
}

/** The beginning of every name of a kind in an environment, for what compares beginnings. The same holds for `prod-2`. */
export function namePrefixOf(kind: NameKind, { environment }: Pick<NameScope, 'environment'>): string {
  const rule: NameRule = nameRules[kind];
  const { separator, prefix = '' } = rule;
  return `${prefix}${clean(['bulkhead', environment].join(separator), rule)}${separator}`;
}

/** Lower case, only characters of the alphabet, no two punctuation marks in a row and none at either end. */
function clean(text: string, { separator, alphabet = '' }: NameRule): string {
  const kept = new Set(`abcdefghijklmnopqrstuvwxyz0123456789${separator}${alphabet}`);
  const replaced = Array.from(text.toLowerCase(), (character) =>
    kept.has(character) ? character : separator,
  );
  return trimmed(replaced.join('').replace(/([^a-z0-9])[^a-z0-9]+/g, '$1'));
}

function trimmed(text: string): string {
  return text.replace(/[^a-z0-9]+$/, '');
}

function hashOf({ environment, region, account }: NameScope, logicalName: string): string {
  // JSON separates the fields, and escapes lone surrogates. UTF-8 would replace all of them by the same character.
  const input = JSON.stringify([environment, region, account, logicalName]);
  return createHash('sha256').update(input).digest('hex').slice(0, hashLength);
}
