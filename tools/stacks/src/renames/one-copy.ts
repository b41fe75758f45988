import { Refusal } from '@bulkhead/errors';
import { type ParameterUse } from '@bulkhead/stack';
import { stackId } from '@bulkhead/stack/stack-id';
import { engineOfOrphan, orphansAmong } from '../orphans/standing';
import { type KnownRecords, type RecordedStack } from '../records/known-records';
import { type Run } from '../run/run';
import { type Synthesized } from '../synthesis/synthesize';
import { environmentOption } from '../workspace/printed-commands';
import { type StackInstance } from '../workspace/stack-instance';
import { keptResources, synthesizedResources } from './resource-names';

/**
 * Checks that a stack that was never deployed does not publish what another standing stack publishes: it would be a
 * second copy of that stack, and consumers would be moved to the empty copy.
 *
 * @param published what it would publish
 * @param records what is known of the stacks in reach, including the stack itself
 * @throws Refusal `AlreadyPublished`, naming what stands and the ways on
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
    const isOrphan = orphansAmong(records).some((orphan) => orphan.record === record);
    if (record instanceof Refusal) {
      // For a stack of the configuration, the manifest says what it publishes.
      if (isOrphan) throw twice(run, instance, other, 'may publish what it would: nothing is known of it');
      continue;
    }
    const same = Object.keys(record.published).filter((path) => paths.has(path));
    if (same.length === 0) continue;
    const what = `publishes the same: ${same.sort().join(', ')}`;
    const configured = isOrphan
      ? undefined
      : records.deployed.find(({ id, region }) => id === other.id && region === other.region);
    throw configured ? handedOver(run, instance, configured, what) : twice(run, instance, other, what);
  }
}

/**
 * The same for a stack that publishes nothing: it was never deployed, and most of its resources already stand in a
 * stack that the configuration does not have, compared by the engine's names for them.
 *
 * @throws Refusal `AlreadyPublished`
 */
export async function requireNotRenamed(
  run: Pick<Run, 'workspaceRoot' | 'environment' | 'options'>,
  instance: StackInstance,
  synthesized: Pick<Synthesized, 'directory' | 'template'>,
  records: KnownRecords,
): Promise<void> {
  if (records.get(instance)) return;
  const alike = records.orphans.filter(
    (orphan) =>
      orphan.region === instance.region &&
      orphan.of.role === instance.role &&
      engineOfOrphan(orphan) === instance.engine,
  );
  if (alike.length === 0) return;
  const own = synthesizedResources(instance.engine, synthesized);
  for (const orphan of alike) {
    const { app, stack, role } = orphan.of;
    const id = stackId({ app, stack, role });
    const kept = new Set(await keptResources(run, { ...instance, id, app, stack }));
    const same = own.filter((resource) => kept.has(resource));
    if (same.length * 2 > own.length)
      throw twice(
        run,
        instance,
        { id, app, region: orphan.region },
        `has ${same.length} of its ${own.length} resources`,
      );
  }
}

/** Whether a contract moves from one stack of the configuration to another: the code of the first no longer has it. */
function handedOver(
  run: Pick<Run, 'options'>,
  { id }: StackInstance,
  { id: from, app, stack, role, region }: StackInstance,
  what: string,
): Refusal {
  return new Refusal(
    'AlreadyPublished',
    [
      `${id} was never deployed, and ${from}, which stands in ${region}, ${what}.`,
      `Nothing was touched. The code of ${from} does not publish that any more, and its deploy takes it away.`,
    ].join('\n'),
    {
      next: `deploy the other first: npx nx run ${app}:deploy ${environmentOption(run)} --stack=${stack} --role=${role}`,
    },
  );
}

function twice(
  run: Pick<Run, 'options'>,
  { id, app, stack }: StackInstance,
  other: Pick<RecordedStack, 'id' | 'app' | 'region'>,
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
