import { Refusal } from '@bulkhead/errors';
import { parameterKeyBetween, type ParameterUse, parseParameterKey } from '@bulkhead/stack';
import { type DeployRecord } from './record';
import { type StateAgreement } from './state-agreement';
import { type StackInstance } from '../workspace/stack-instance';

/** What the rule has to know of a stack. */
export type Party = Pick<StackInstance, 'id' | 'app' | 'region'>;

/** The stack that would publish. */
export type Publisher = Party & Pick<StackInstance, 'publishes'>;

/**
 * What is recorded of the stack that would publish; `lost` of one that stands without a record, and undefined of one that
 * was never deployed.
 */
export type PublisherBefore = Pick<DeployRecord, 'published' | 'files' | 'outcome'> | 'lost' | undefined;

/** What is recorded of a stack, one that no configuration has any more included. */
export interface RecordedParty extends Party {
  /** Or why its record cannot be read. */
  readonly record: Exchange | Refusal;
}

/** What a stack is known to publish, as patterns by path, and to read, by key. */
export type Exchange = Pick<DeployRecord, 'published' | 'consumed'>;

/** What is known of a stack before it publishes, by its record and by what its engine keeps. */
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

/** How a parameter that is read is changed without breaking anybody. */
export const expandMigrateContract: readonly string[] = [
  'Expand: publish the new parameter beside the old one, and deploy.',
  'Migrate: let the consumers read the new one, and deploy them.',
  'Contract: then remove the old one, and deploy.',
];

/**
 * Checks that a deploy keeps what others were deployed with. What counts is what is recorded as deployed, not what
 * the code of today says: a consumer that no longer reads a parameter has to be deployed before it may go.
 *
 * @param before what is recorded of the publisher
 * @param published what it would publish
 * @param others what is recorded of every other stack
 * @param today what is known of the code of today: how the user names the environment, and whether that of a stack reads
 * a parameter
 * @throws Refusal `ContractBreak`, naming each parameter, its consumers and the way to change it safely, or why what
 * another stack reads is not known
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
      // Where the records of both were lost, nobody knows of anything that is taken away: they are written anew then.
      if (before === 'lost' && party.record.code === 'UnrecordedStack') return [];
      // What a stack reads of which nobody knows may be just this.
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

/** Whether a deploy would take away what a stack might read: it matters then what every other stack reads. */
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
  /** Whether a stack, by its id, would still read a parameter of the publisher; undefined where that is not known. */
  readonly reads: (consumer: string, path: string) => boolean | undefined;
}

/** Where the code has migrated already, as that of an earlier commit has, only the order of deploys is wrong. */
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

/** A break in words: the parameter, what would become of it, and who reads it. */
export function describeBreak({ path, what, consumers }: ContractBreak): string {
  return `${path} ${what}; read by ${consumers.map(({ id }) => id).join(', ')}`;
}

/**
 * The parameters that a stack publishes, that others read, and that it would no longer publish, or with another pattern.
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

/** What was published and no longer would be, or with another pattern. */
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

/** Whether a stack that publishes may publish what its record does not say: it has none, or one of a recovery without files. */
function mayHaveMore({ publishes }: Publisher, before: PublisherBefore): boolean {
  if (before === undefined || publishes.length === 0) return false;
  return before === 'lost' || (before.outcome !== 'deployed' && Object.keys(before.files).length === 0);
}

/**
 * What others were deployed with and the publisher would not publish, although its manifest has the contract and no other
 * record the parameter: its own record was lost, and it published it all the same.
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
