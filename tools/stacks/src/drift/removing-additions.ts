import { type Run } from '../run/run';
import { type Synthesized } from '../synthesis/synthesize';
import { type StackInstance } from '../workspace/stack-instance';
import { EnvironmentAdditions } from './additions/stack-additions';
import { type DeployRecord } from '../records/record';

/**
 * Removes named additions of a stack, after looking for them once more: an addition that is gone or has changed is left
 * alone. Runs under the lock of the stack, so that nobody declares the additions meanwhile.
 *
 * @param named names of additions of the stack
 * @returns the names of the removed additions
 * @throws whatever a service throws; additions that were removed by then stay removed
 */
export async function removeAdditions(
  run: Run,
  instance: StackInstance,
  synthesized: Synthesized,
  records: ReadonlyMap<StackInstance, DeployRecord>,
  named: readonly string[],
): Promise<string[]> {
  const environment = new EnvironmentAdditions(run, new Map([[instance, synthesized]]), records);
  const removed: string[] = [];
  try {
    const { additions } = await environment.of(instance);
    for (const { name, parent, kind, content, remove } of additions) {
      if (!named.includes(name)) continue;
      await remove();
      removed.push(name);
      run.output.line(`${instance.id}  removed ${kind} of ${parent.address}: ${content}`);
    }
    return removed;
  } finally {
    environment.close();
  }
}
