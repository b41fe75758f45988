import { BulkheadError } from '@bulkhead/errors';
import { type StackInstance } from './stack-instance';

/**
 * Checks that no two stacks of an environment would get the same physical names: AWS names are made of `<app>-<stack>` and
 * the region, so that `messaging/queue-archive` and `messaging-queue/archive` are one CloudFormation stack, and a stack of
 * two roles in one region too. The second to be deployed would change what the first one owns.
 *
 * @throws BulkheadError `SameStackName`, naming both
 */
export function requireDistinctNames(instances: readonly StackInstance[]): void {
  const owners = new Map<string, StackInstance>();
  for (const instance of instances) {
    const { app, stack, region } = instance;
    const name = `${app}-${stack}`;
    const other = owners.get(`${name} ${region}`) ?? owners.get(name);
    if (other && (other.app !== app || other.region === region)) throw sameName(other, instance);
    owners.set(`${name} ${region}`, instance);
    owners.set(name, instance);
  }
}

function sameName(one: StackInstance, other: StackInstance): BulkheadError {
  const isOneStack = one.app === other.app;
  return new BulkheadError(
    'SameStackName',
    isOneStack
      ? `${one.id} and ${other.id} are both in ${one.region}, where they would have the same names.`
      : `${one.id} and ${other.id} would have the same names in AWS, which are made of ${one.app}-${one.stack}.`,
    {
      next: isOneStack
        ? `leave one of the roles ${one.role} and ${other.role} out of "regions" of ${one.stack} in apps/${one.app}/project.json, or give the environment another region`
        : `rename one of them: the stack in apps/${other.app}/project.json, or its app`,
    },
  );
}
