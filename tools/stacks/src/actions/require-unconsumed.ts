import { parameterPath } from '@bulkhead/contracts';
import { Refusal } from '@bulkhead/errors';
import { pathsReadFrom } from '../orphans/readers';
import { orphansAmong } from '../orphans/standing';
import { type DeployedState } from '../records/deployed-state';
import { type KnownRecords, type RecordedStack } from '../records/known-records';
import { type StateAgreement } from '../records/state-agreement';
import { unrecordedReaders } from '../records/unrecorded-readers';
import { AwsFailure } from '../retries/aws-failure';
import { instancesInReach, type Run } from '../run/run';
import { environmentOption } from '../workspace/printed-commands';
import { predecessorsOf, type StackInstance } from '../workspace/stack-instance';

/** A deployed stack that depends on a stack that would be destroyed. */
interface Dependency {
  readonly consumer: string;
  readonly app: string;
  readonly line: string;
  /**
   * `code`: its code reads it. `record`: it was deployed with it. `orphan`: the same, but it has no code here.
   * `unknown`: nobody knows what it was deployed with.
   */
  readonly by: 'code' | 'record' | 'orphan' | 'unknown';
  /** The command that shows what the stack was deployed with. @default that is known */
  readonly next?: string;
}

/**
 * Checks that no deployed stack outside the run depends on a stack in it: by its code, by what it was deployed with, or
 * because nobody knows what it reads. A stack whose record cannot be read, or is gone, also counts as deployed if its
 * engine keeps something of it.
 *
 * @throws Refusal `StillConsumed`, naming who depends on what and the command that helps
 */
export async function requireUnconsumed(
  run: Run,
  records: KnownRecords,
  agreement: StateAgreement,
  state: DeployedState,
): Promise<void> {
  const outside = stacksThatCount(run).filter((instance) => !run.selected.includes(instance));
  const unrecorded = await unrecordedReaders(run, outside, { records, state, agreement });
  const held = [
    ...(await byCode(run, outside, records, agreement)),
    ...(await byRecord(run, records, agreement, unrecorded)),
  ];
  if (held.length === 0) return;
  const lines = [...new Set(held.map(({ line }) => line))];
  throw new Refusal(
    'StillConsumed',
    ['Deployed stacks depend on what would be destroyed:', ...lines].join('\n'),
    {
      next: wayOut(environmentOption(run), held),
    },
  );
}

/**
 * The stacks of the configuration that have to be known before the selected ones are destroyed: those in reach, and
 * those in another region whose manifest says that they depend on a selected stack. If there are none, no other region
 * is asked.
 */
export function stacksThatCount(run: Pick<Run, 'instances' | 'selected'>): StackInstance[] {
  const reach = instancesInReach(run);
  const elsewhere = run.instances.filter(
    (instance) =>
      !reach.includes(instance) &&
      predecessorsOf(instance, run.instances).some((before) => run.selected.includes(before)),
  );
  return [...reach, ...elsewhere];
}

async function byCode(
  run: Run,
  outside: readonly StackInstance[],
  records: KnownRecords,
  agreement: StateAgreement,
): Promise<Dependency[]> {
  const recordedOnes = new Set(records.deployed);
  const kept = await Promise.all(
    outside.map(async (instance) => recordedOnes.has(instance) || (await agreement.keeps(instance))),
  );
  const deployed = outside.filter((_, index) => kept[index]);
  return run.selected.flatMap((instance) =>
    deployed
      .filter((consumer) => predecessorsOf(consumer, run.instances).includes(instance))
      .map(({ id, app }) => dependency({ id, app }, instance, 'code')),
  );
}

async function byRecord(
  run: Run,
  records: KnownRecords,
  agreement: StateAgreement,
  unrecorded: readonly RecordedStack[],
): Promise<Dependency[]> {
  const orphans = new Set(orphansAmong(records).map(({ record }) => record));
  const isSelected = ({ id, region }: RecordedStack) =>
    run.selected.some((instance) => instance.id === id && instance.region === region);
  const publications = await Promise.all(
    run.selected.map(async (instance) => ({
      instance,
      isPublished: await publicationOf(run, instance, records, agreement),
    })),
  );
  return publications.flatMap(({ instance, isPublished }) => {
    if (!isPublished) return [];
    return [...records.others(instance), ...unrecorded]
      .filter((other) => !isSelected(other))
      .flatMap((other): Dependency[] => {
        const { record } = other;
        const isOrphan = orphans.has(record);
        if (record instanceof Refusal) {
          // If the region is away, only the code says what depends on the stack: the run must not wait for that region.
          if (record.cause instanceof AwsFailure) return [];
          return [dependency(other, instance, isOrphan ? 'orphan' : 'unknown', record)];
        }
        const reads = pathsReadFrom(instance.region, other).some(isPublished);
        return reads ? [dependency(other, instance, isOrphan ? 'orphan' : 'record')] : [];
      });
  });
}

/**
 * Returns a test for the parameters that a stack publishes, by path. Uses its record. For a stack that stands without a
 * record, all parameters of the contracts in its manifest count. Undefined if the stack publishes nothing.
 */
async function publicationOf(
  { environment }: Pick<Run, 'environment'>,
  instance: StackInstance,
  records: KnownRecords,
  agreement: StateAgreement,
): Promise<((path: string) => boolean) | undefined> {
  const record = records.get(instance);
  if (record) {
    const { published } = record;
    return Object.keys(published).length > 0 ? (path) => path in published : undefined;
  }
  // A stack whose record cannot be read is refused anyway.
  if (instance.publishes.length === 0 || records.unreadable.has(instance)) return undefined;
  if (!(await agreement.keeps(instance))) return undefined;
  const places = instance.publishes.map((contract) => parameterPath(environment.name, contract, ''));
  return (path) => places.some((place) => path.startsWith(place));
}

function dependency(
  { id, app }: Pick<StackInstance, 'id' | 'app'>,
  on: StackInstance,
  by: Dependency['by'],
  why?: Refusal,
): Dependency {
  const line = why ? `  ${id} may depend on ${on.id}: ${why.message}` : `  ${id} depends on ${on.id}`;
  return { consumer: id, app, line, by, ...(why?.next && { next: why.next }) };
}

/** The command that destroys or redeploys the dependent stacks. If there are several steps, the first one. */
function wayOut(option: string, held: readonly Dependency[]): string {
  const of = (by: Dependency['by']) => held.filter((each) => each.by === by);
  const unique = (names: readonly string[]) => [...new Set(names)].join(',');
  const orphans = unique(of('orphan').map(({ consumer }) => consumer));
  if (orphans) return `npx nx run-many -t destroy ${option} --orphans=${orphans}`;
  const [unknown] = of('unknown');
  if (unknown?.next) return unknown.next;
  if (of('code').length > 0) return `destroy them too: npx nx run-many -t destroy ${option}`;
  const apps = unique(of('record').map(({ app }) => app));
  return `deploy them without it: npx nx run-many -t deploy ${option} -p ${apps}`;
}
