import { Refusal } from '@bulkhead/errors';
import { type ParameterUse } from '@bulkhead/stack';
import { type KnownRecords, type RecordedStack } from '../records/known-records';
import { environmentOption, type Run } from '../run/run';
import { type StackInstance } from '../workspace/stack-instance';

/**
 * Checks that a stack which was never deployed does not publish what another stack publishes that stands there already:
 * it would be a second copy of it, and consumers would be moved to the empty one.
 *
 * @param published what it would publish
 * @param records what is known of the stacks in reach; that of the stack itself among them
 * @throws Refusal `AlreadyPublished`, naming what stands and both ways on
 */
export function requireOneCopy(
  run: Pick<Run, 'options'>,
  instance: StackInstance,
  published: readonly Pick<ParameterUse, 'path'>[],
  records: KnownRecords,
): void {
  if (records.get(instance) || published.length === 0) return;
  const paths = new Set(published.map(({ path }) => path));
  for (const other of records.others(instance)) {
    if (other.region !== instance.region) continue;
    const { record } = other;
    const isOrphan = records.orphans.some((orphan) => orphan.record === record);
    if (record instanceof Refusal) {
      // Of a stack of the configuration the manifest says what it publishes.
      if (isOrphan) throw twice(run, instance, other, 'may publish what it would: nothing is known of it');
      continue;
    }
    const same = Object.keys(record.published).filter((path) => paths.has(path));
    if (same.length > 0) throw twice(run, instance, other, `publishes the same: ${same.sort().join(', ')}`);
  }
}

function twice(
  run: Pick<Run, 'options'>,
  { id, app, stack }: StackInstance,
  other: RecordedStack,
  what: string,
): Refusal {
  const [name = ''] = other.id.split('@');
  const former = other.app === app ? name.slice(app.length + 1) : name;
  return new Refusal(
    'AlreadyPublished',
    [
      `${id} was never deployed, and ${other.id}, which stands in ${other.region}, ${what}.`,
      'Nothing was touched: a deploy would make a second of everything, and move what reads it there.',
      ...(other.id === id
        ? []
        : [
            `If ${id} is what was ${name}: write "formerly": "${former}" in metadata.stacks.${stack} of the project.json of ${app}, and deploy again.`,
          ]),
    ].join('\n'),
    {
      next: `if it is something else, destroy the other first: npx nx run-many -t destroy ${environmentOption(run)} --orphans=${other.id}`,
    },
  );
}
