import { Refusal } from '@bulkhead/errors';
import { parameterKeyBetween, type ParameterUse, parseParameterKey } from '@bulkhead/stack';
import { type DeployRecord } from './record';
import { type StateAgreement } from './state-agreement';
import { type StackInstance } from '../workspace/stack-instance';

/** The part of a stack that the rule needs. */
export type Party = Pick<StackInstance, 'id' | 'app' | 'region'>;

/** The stack that would publish. */
export type Publisher = Party & Pick<StackInstance, 'publishes'>;

/**
 * The record of the stack that would publish; `lost` if it stands without a record, undefined if it was never deployed.
 */
export type PublisherBefore = Pick<DeployRecord, 'published' | 'files' | 'outcome'> | 'lost' | undefined;

/** The record of a stack, including stacks that no configuration has any more. */
export interface RecordedParty extends Party {
  /** The record, or why it cannot be read. */
  readonly record: Exchange | Refusal;
}

/** What a stack is known to publish, as patterns by path, and to read, by key. */
export type Exchange = Pick<DeployRecord, 'published' | 'consumed'>;

/** What is known of a stack before it publishes, from its record and from its engine. */
export async function publisherBefore(
  instance: StackInstance,
  record: DeployRecord | undefined,
  agreement: Pick<StateAgreement, 'keeps'>,
): Promise<PublisherBefore> {
  return record ?? ((await agreement.keeps(instance)) ? 'lost' : undefined);
}

/** A parameter that would be taken away from stacks that read it. */
export interface ContractBreak {
  readonly path: string;
  readonly what: string;
  readonly consumers: readonly Party[];
}

/** How to change a parameter that is read without breaking a reader. */
export const expandMigrateContract: readonly string[] = [
  'Expand: publish the new parameter beside the old one, and deploy.',
  'Migrate: let the consumers read the new one, and deploy them.',
  'Contract: then remove the old one, and deploy.',
];

/**
 * Checks that a deploy keeps the values that others were deployed with. The records of deploys count, not the code of
 * today: a consumer that no longer reads a parameter has to be deployed before the parameter may go.
 *
 * @param before the record of the publisher
 * @param published what it would publish
 * @param others the records of every other stack
 * @param today what is known of the code of today: how the user names the environment, and whether the code of a stack
 * reads a parameter
 * @throws Refusal `ContractBreak`, naming each parameter, its consumers and the way to change it safely, or why nobody
 * knows what another stack reads
 */
export function requireUnbroken(
  publisher: Publisher,
  before: PublisherBefore,
  published: readonly ParameterUse[],
  others: readonly RecordedParty[],
  today: CodeOfToday,
): void {
  if (!mayBreak(publisher, before, published, others)) return;
  const known = others.flatMap((party): [Party, Exchange][] => {
    if (party.record instanceof Refusal) {
      // If both records were lost, nothing is known to be taken away: both are written again.
      if (before === 'lost' && party.record.code === 'UnrecordedStack') return [];
      // A stack without known reads may read just this.
      throw party.record;
    }
    return [[party, party.record]];
  });
  const breaks = breaksAmong(takenAway(publisher, before, published, others), publisher, known);
  if (breaks.length === 0) return;
  throw new Refusal(
    'ContractBreak',
    [
      `${publisher.id} would break what deployed stacks read:`,
      ...breaks.map((broken) => `  ${describeBreak(broken)}`),
      ...expandMigrateContract,
    ].join('\n'),
    { next: wayOut(publisher, breaks, today) },
  );
}

/** Whether a deploy would take away what a stack might read. Only then does it matter what every other stack reads. */
export function mayBreak(
  publisher: Publisher,
  before: PublisherBefore,
  published: readonly ParameterUse[],
  others: readonly RecordedParty[],
): boolean {
  return takenAway(publisher, before, published, others).length > 0 || mayHaveMore(publisher, before);
}

function takenAway(
  publisher: Publisher,
  before: PublisherBefore,
  published: readonly ParameterUse[],
  others: readonly RecordedParty[],
): ChangedParameter[] {
  const recorded = before === undefined || before === 'lost' ? {} : before.published;
  return [
    ...changedParameters(recorded, published),
    ...unrecordedParameters(publisher, recorded, published, others),
  ];
}

/** What is known of the code that a run deploys. */
export interface CodeOfToday {
  /** How the user names the environment: `-c local`. */
  readonly environmentOption: string;
  /** Whether a stack, by its id, would still read a parameter of the publisher. Undefined if that is not known. */
  readonly reads: (consumer: string, path: string) => boolean | undefined;
}

/** If the code has migrated already, or is of an earlier commit, only the order of deploys is wrong. */
function wayOut(
  { app }: Party,
  breaks: readonly ContractBreak[],
  { environmentOption, reads }: CodeOfToday,
): string {
  const readers = breaks.flatMap(({ path, consumers }) => consumers.map((consumer) => ({ path, consumer })));
  const apps = [...new Set(readers.map(({ consumer }) => consumer.app))].join(',');
  const migrate = `npx nx run-many -t deploy -p ${apps} ${environmentOption}`;
  return readers.every(({ consumer, path }) => reads(consumer.id, path) === false)
    ? `${migrate}, whose code no longer reads it; then the same command again`
    : `put the parameter back in libs/contracts and apps/${app}, and begin with Expand; where the code of the readers no longer reads it: ${migrate}`;
}

/** A break in words: the parameter, its change, and its readers. */
export function describeBreak({ path, what, consumers }: ContractBreak): string {
  return `${path} ${what}; read by ${consumers.map(({ id }) => id).join(', ')}`;
}

/**
 * The parameters that a stack publishes, that others read, and that it would drop or publish with another pattern.
 *
 * @param published what the stack would publish
 * @param known what it and the others are known to publish and read
 */
export function contractBreaks<P extends Party>(
  publisher: P,
  published: readonly Pick<ParameterUse, 'path' | 'pattern'>[],
  known: ReadonlyMap<P, Exchange>,
): ContractBreak[] {
  return breaksAmong(changedParameters(known.get(publisher)?.published ?? {}, published), publisher, [
    ...known,
  ]);
}

interface ChangedParameter {
  readonly path: string;
  readonly what: string;
}

/** Published parameters that would be dropped or get another pattern. */
function changedParameters(
  before: Readonly<Record<string, string>>,
  published: readonly Pick<ParameterUse, 'path' | 'pattern'>[],
): ChangedParameter[] {
  const patterns = new Map(published.map(({ path, pattern }) => [path, pattern]));
  return Object.entries(before).flatMap(([path, pattern]) => {
    const now = patterns.get(path);
    if (now === pattern) return [];
    const what = now === undefined ? 'would be removed' : `would have to match ${now} instead of ${pattern}`;
    return [{ path, what }];
  });
}

/** Whether a stack may publish more than its record says: it has no record, or one of a recovery without files. */
function mayHaveMore({ publishes }: Publisher, before: PublisherBefore): boolean {
  if (before === undefined || publishes.length === 0) return false;
  return before === 'lost' || (before.outcome !== 'deployed' && Object.keys(before.files).length === 0);
}

/**
 * Parameters that others were deployed with and that the publisher would drop, although its manifest has their contract
 * and no other record has them: the publisher lost its own record, but did publish them.
 */
function unrecordedParameters(
  { publishes, region }: Publisher,
  recorded: Readonly<Record<string, string>>,
  published: readonly Pick<ParameterUse, 'path'>[],
  others: readonly RecordedParty[],
): ChangedParameter[] {
  const readable = others.flatMap((other) =>
    other.record instanceof Refusal ? [] : [{ region: other.region, record: other.record }],
  );
  const claimed = new Set([
    ...Object.keys(recorded),
    ...published.map(({ path }) => path),
    ...readable.flatMap((other) => (other.region === region ? Object.keys(other.record.published) : [])),
  ]);
  const read = readable.flatMap((other) =>
    Object.keys(other.record.consumed).flatMap((key) => {
      const { path, region: from = other.region } = parseParameterKey(key);
      return from === region ? [path] : [];
    }),
  );
  return [...new Set(read)]
    .filter((path) => !claimed.has(path) && publishes.includes(contractOfPath(path)))
    .map((path) => ({ path, what: 'would be removed' }));
}

/** Name of the contract of a parameter, by its path. */
export function contractOfPath(path: string): string {
  return path.split('/').at(-2) ?? '';
}

function breaksAmong(
  changed: readonly ChangedParameter[],
  publisher: Party,
  known: readonly (readonly [Party, Exchange])[],
): ContractBreak[] {
  return changed.flatMap(({ path, what }) => {
    const consumers = known
      .filter(([{ region }, { consumed }]) => parameterKeyBetween(region, publisher.region, path) in consumed)
      .map(([party]) => party);
    return consumers.length > 0 ? [{ path, what, consumers }] : [];
  });
}
