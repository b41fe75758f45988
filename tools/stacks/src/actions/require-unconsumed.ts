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

/** A deployed stack that depends on one that would be destroyed. */
interface Dependency {
  readonly consumer: string;
  readonly app: string;
  readonly line: string;
  /**
   * `code`: its code reads it. `record`: it was deployed with it. `orphan`: so was a stack that has no code here. `unknown`:
   * nobody knows what it was deployed with.
   */
  readonly by: 'code' | 'record' | 'orphan' | 'unknown';
  /** What makes known what it was deployed with. @default that is known */
  readonly next?: string;
}

/**
 * Checks that no deployed stack outside the run depends on one in it: by its code, by what it was deployed with, or by
 * what nobody knows. A stack whose record cannot be read, or is gone, is deployed as well: what its engine keeps says
 * so.
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
 * The stacks of the configuration that have to be known before the selected ones are destroyed: those in reach, and those in
 * another region whose manifest says that they depend on one of these. Without such a stack no other region is asked.
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
          // Of a region that is away, the code says what depends on it: nothing else is to wait for that region.
          if (record.cause instanceof AwsFailure) return [];
          return [dependency(other, instance, isOrphan ? 'orphan' : 'unknown', record)];
        }
        const reads = pathsReadFrom(instance.region, other).some(isPublished);
        return reads ? [dependency(other, instance, isOrphan ? 'orphan' : 'record')] : [];
      });
  });
}

/**
 * Tells what a stack publishes, by path: what is recorded, or of one that stands without a record every parameter of the
 * contracts of its manifest. Undefined for one that publishes nothing.
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
  // One whose record cannot be read is refused anyway.
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

/** What destroys, or redeploys, those who depend on it, the first of several steps first. */
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
