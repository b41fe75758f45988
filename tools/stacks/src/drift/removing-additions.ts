import { type Run } from '../run/run';
import { type Synthesized } from '../synthesis/synthesize';
import { type StackInstance } from '../workspace/stack-instance';
import { EnvironmentAdditions } from './additions/stack-additions';
import { type DeployRecord } from '../records/record';

/**
 * Removes named additions of a stack, after it has looked for them once more: one that is gone, or says something else
 * by now, is let alone. Under the lock of the stack: nobody declares them meanwhile.
 *
 * @param named names of additions of the stack
 * @returns the names of those that were removed
 * @throws whatever a service throws; what was removed until then is removed
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
