import { type Environment } from '@bulkhead/config';
import { Refusal, shellQuoted } from '@bulkhead/errors';
import { losesState, type ResourceChange } from './resource-change';
import { heldBy } from '@bulkhead/policy/stateful-types';

/**
 * Whether a deploy needs approval before it replaces or destroys something stateful.
 *
 * @emulator A deploy needs approval to destroy something stateful only if the environment is protected.
 */
export function asksBeforeDestroying({
  protected: isProtected,
  target,
}: Pick<Environment, 'protected' | 'target'>): boolean {
  return isProtected || target === 'aws';
}

/**
 * Checks that a deploy replaces or destroys no stateful resource, except those that the user named.
 *
 * @param subject the stack, for messages
 * @param allowed resources that were named: Terraform addresses or CloudFormation logical ids
 * @throws BulkheadError `StatefulDestruction`, naming each resource and the option that allows it
 */
export function requireStateKept(
  subject: string,
  changes: readonly ResourceChange[],
  allowed: readonly string[],
): void {
  const lost = changes.filter((change) => losesState(change) && !allowed.includes(change.resource));
  if (lost.length === 0) return;
  const names = [...allowed, ...lost.map(({ resource }) => resource)];
  throw new Refusal(
    'StatefulDestruction',
    [
      `A deploy of ${subject} would lose stateful resources that nobody has named:`,
      ...lost.map(describeLoss),
    ].join('\n'),
    { next: `if that is what you want, add --allowDestroy=${shellQuoted(names.join(','))}` },
  );
}

/** `  replace aws_kms_key.main (aws_kms_key: key material), because of multi_region`. */
function describeLoss({ action, resource, type, attributes }: ResourceChange): string {
  const forcing = attributes.filter(({ forcesReplacement }) => forcesReplacement).map(({ path }) => path);
  const because = forcing.length > 0 ? `, because of ${forcing.join(', ')}` : '';
  return `  ${action} ${resource} (${type}: ${heldBy(type) ?? 'the code says that it must not be destroyed'})${because}`;
}
