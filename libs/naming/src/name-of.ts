import { createHash } from 'node:crypto';
import { nameRules, type NameKind, type NameRule } from './name-rules';
import { assertNameable, type LogicalName, type NameScope } from './name-scope';

const hashLength = 8;
const looksHashed = new RegExp(`[^a-z0-9][0-9a-f]{${hashLength}}$`);

/**
 * The name of a kind for a scope and a logical name: `bulkhead-<environment>-<logical name>`, in lower
 * case because IAM and RDS compare names without case.
 *
 * Same input, same bytes. A name that was shortened, had characters replaced, could be read as that of
 * another scope, or must be unique in the world ends in eight hexadecimal digits of the SHA-256 of its
 * full input; a clean one never ends that way. Hence two inputs share a name only if their hashes meet,
 * or if they differ solely in what the kind does not distinguish: a regional kind has the same name in
 * two regions or accounts.
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
 * The pattern, for an ARN in a policy, that every name of a kind in an environment matches; so may names of another
 * environment whose name goes on after this one's, such as `prod-2` after `prod`.
 */
export function namePatternOf(kind: NameKind, { environment }: Pick<NameScope, 'environment'>): string {
  const rule: NameRule = nameRules[kind];
  const { separator, prefix = '' } = rule;
  return `${prefix}${clean(['bulkhead', environment].join(separator), rule)}${separator}*`;
}

/** Lower case, only what the alphabet has, no two punctuation marks in a row and none at either end. */
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
  // JSON keeps the fields apart and escapes lone surrogates, which UTF-8 would all fold into one.
  const input = JSON.stringify([environment, region, account, logicalName]);
  return createHash('sha256').update(input).digest('hex').slice(0, hashLength);
}
