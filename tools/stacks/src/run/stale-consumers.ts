import { parameterKeyBetween } from '@bulkhead/stack';
import { stackId } from '@bulkhead/stack/stack-id';
import { type Run } from './run';
import { type StaleConsumer } from './stack-result';
import { environmentOption } from '../workspace/printed-commands';
import { type StackInstance } from '../workspace/stack-instance';
import { type DeployRecord } from '../records/record';

/** Values that a run published, by publishing stack and by path. */
export type PublishedByRun = ReadonlyMap<StackInstance, ReadonlyMap<string, string>>;

/**
 * Deployed stacks outside a run that were deployed with the old value of a parameter that the run has changed. They use
 * the old value until they are deployed.
 *
 * @param records what the run has read of stacks in its regions
 */
export function staleConsumers(
  run: Pick<Run, 'selected' | 'options'>,
  records: ReadonlyMap<StackInstance, Pick<DeployRecord, 'consumed'>>,
  published: PublishedByRun,
): StaleConsumer[] {
  return [...records].flatMap(([consumer, { consumed }]) => {
    if (run.selected.includes(consumer)) return [];
    const { app, stack, role, region } = consumer;
    return [...published]
      .flatMap(([publisher, values]) =>
        [...values].map(([path, to]) => ({ path: parameterKeyBetween(region, publisher.region, path), to })),
      )
      .flatMap(({ path, to }): StaleConsumer[] => {
        const from = consumed[path];
        if (from === undefined || from === to) return [];
        const next = `npx nx run ${app}:deploy ${environmentOption(run)}`;
        return [{ app, stack, role, region, path, from, to, next }];
      });
  });
}

/** A stale stack in words, with the command that updates it. */
export function describeStale({ app, stack, role, path, next }: StaleConsumer): string {
  return `${stackId({ app, stack, role })} was deployed with the old value of ${path}; next: ${next}`;
}
