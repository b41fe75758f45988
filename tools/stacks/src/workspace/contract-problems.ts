import { type StackInstance } from './stack-instance';

/**
 * Faults among the stacks of one environment: a contract that two stacks publish in one role, so that they would
 * overwrite each other, and a contract that a stack consumes or follows and no stack publishes. `orderOf` finds cycles.
 *
 * @returns sentences; none if all is well
 */
export function contractProblems(instances: readonly StackInstance[]): string[] {
  const publishers = (contract: string, role: string) =>
    instances.filter((instance) => instance.role === role && instance.publishes.includes(contract));
  const doubled = instances.flatMap(({ id, role, publishes }) =>
    publishes
      .filter((contract) => publishers(contract, role)[0]?.id !== id)
      .map((contract) => `${id} and ${publishers(contract, role)[0]?.id} both publish "${contract}"`),
  );
  const orphaned = instances.flatMap(({ id, consumes, follows }) =>
    [...consumes, ...follows]
      .filter(({ contract, role, optional }) => !optional && publishers(contract, role).length === 0)
      .map(({ contract, role }) => `${id} needs "${contract}" of ${role}, which no stack publishes`),
  );
  return [...doubled, ...orphaned];
}
