import { BulkheadError } from '@bulkhead/errors';
import { type StackInstance } from './stack-instance';

/** A stack of the workspace, in whatever region. */
type NamedStack = Pick<StackInstance, 'app' | 'stack'>;

/**
 * Checks that no two stacks of an environment would get the same physical names: a stack of two roles may not have both
 * in one region. The second stack to be deployed would change what the first one owns.
 *
 * @throws BulkheadError `SameStackName`, naming both
 */
export function requireDistinctNames(instances: readonly StackInstance[]): void {
  const named = new Map<string, StackInstance[]>();
  for (const instance of instances) {
    const name = nameInAws(instance);
    const others = named.get(name) ?? [];
    const other = others.find(({ app, region }) => app !== instance.app || region === instance.region);
    if (other) throw sameName(other, instance);
    named.set(name, [...others, instance]);
  }
}

/** The part of physical names that tells a stack: `messaging/queue-archive` and `messaging-queue/archive` have the same. */
export function nameInAws({ app, stack }: NamedStack): string {
  return `${app}-${stack}`;
}

/** What is wrong with two stacks of different apps that have the same `nameInAws`, in a sentence. */
export function sameNameOf(one: string, other: string, name: string): string {
  return `${one} and ${other} would have the same names in AWS, which are made of ${name}.`;
}

function sameName(one: StackInstance, other: StackInstance): BulkheadError {
  if (one.app !== other.app)
    return new BulkheadError('SameStackName', sameNameOf(one.id, other.id, nameInAws(one)), {
      next: `rename one of them: the stack in apps/${other.app}/project.json, or its app`,
    });
  return new BulkheadError(
    'SameStackName',
    `${one.id} and ${other.id} are both in ${one.region}, where they would have the same names.`,
    {
      next: `leave one of the roles ${one.role} and ${other.role} out of "regions" of ${one.stack} in apps/${one.app}/project.json, or give the environment another region`,
    },
  );
}
