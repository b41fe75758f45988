import { type Environment, parseEnvironment } from '@bulkhead/config';
import { definitionOf } from './preset-deployment';

/**
 * A change that somebody makes on any day, and that must cost no data: none of it may replace or destroy what holds
 * any.
 */
export interface RoutineChange {
  /** What is changed, for people. */
  readonly what: string;
  /** Stack that it changes, as `<app>/<stack>`; without one it changes all. */
  readonly stack?: string;
  /**
   * What the definition of an environment then says beside what it says already; `undefined` where the environment has
   * no such setting.
   */
  over(environment: Environment): object | undefined;
  /** It gives one resource another size, and touches no other. @default false */
  readonly sizesOne?: boolean;
  /** What is changed in the code as well, where a setting does not say it. @default nothing */
  readonly edit?: SourceEdit;
}

/** Text that stands for other text wherever it is in a file. */
export interface SourceEdit {
  /** Path from the root of the workspace. */
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

type Settings = Record<string, unknown> & { readonly type?: string };

/**
 * Every routine change of the network and of the data tier. A change more is a line more; where it applies to one
 * member of a union only, or depends on what the preset has, `settings` is a function that says so.
 */
export const routineChanges: readonly RoutineChange[] = [
  ofStack('network/vpc', 'flow logs are kept for longer', { flowLogRetentionDays: 400 }),
  ofStack('network/vpc', 'another number of NAT gateways', ({ natGateways }) => ({
    natGateways: natGateways === 1 ? 2 : Number(natGateways) - 1,
  })),
  ofStack('network/vpc', 'one interface endpoint less', ({ endpoints }) => {
    const { interface: services } = endpoints as { interface: readonly string[] };
    return services.length > 0 ? { endpoints: { interface: services.slice(1) } } : undefined;
  }),
  ofStack('database/relational', 'backups are kept for longer', { backupRetentionDays: 21 }),
  ofStack('database/relational', 'the log is kept for longer', { logRetentionDays: 400 }),
  ofStack(
    'database/relational',
    'more capacity',
    only('aurora-serverless-v2', { capacity: { max: 48 } }),
    'sizes one',
  ),
  ofStack(
    'database/relational',
    'larger instances',
    only('aurora-provisioned', { instanceClass: 'db.r7g.xlarge' }),
  ),
  ofStack(
    'database/relational',
    'a larger instance',
    only('rds-postgres', { instanceClass: 'db.m7g.xlarge' }),
    'sizes one',
  ),
  ofStack(
    'database/relational',
    'more storage',
    only('rds-postgres', { allocatedStorage: 200 }),
    'sizes one',
  ),
  ofStack('database/relational', 'one instance more', ({ type, instances }) =>
    type === 'rds-postgres' ? undefined : { instances: Number(instances) + 1 },
  ),
  ofEnvironment('another cost centre', () => ({ costCentre: 'research' })),
  ofEnvironment('one zone more', withZone),
  ofCode('another owner', { file: 'apps/network/project.json', from: '@acme/network', to: '@acme/cloud' }),
  ofCode(
    'another minor version of PostgreSQL',
    { file: 'libs/config/src/postgres-versions.ts', from: '16.13', to: '16.14' },
    // An instance has its minor version raised by RDS, a member of a global database by the latter.
    ({ apps }) => {
      const { relational } = apps.database ?? {};
      return relational !== undefined && relational.type !== 'rds-postgres' && !relational.global;
    },
  ),
];

/** One diff: changes that do not meet, so that what is found is due to one of them. */
export interface Round {
  readonly changes: readonly RoutineChange[];
  /** The names of the changes. */
  readonly what: string;
  /** What the environment's definition says beside what it says already. */
  readonly over: object;
}

/**
 * The changes that apply to a preset, in as few rounds as keep them apart: each stack is changed by one of a round, and
 * what changes all stacks has a round of its own.
 */
export function roundsFor(preset: string, changes: readonly RoutineChange[] = routineChanges): Round[] {
  const environment = parseEnvironment(definitionOf(preset), preset);
  const rounds: { changes: RoutineChange[]; over: object }[] = [];
  for (const change of changes) {
    const over = change.over(environment);
    if (over === undefined) continue;
    const round = rounds.find(
      (each) =>
        change.stack !== undefined && each.changes.every(({ stack }) => stack && stack !== change.stack),
    );
    if (round) {
      round.changes.push(change);
      round.over = merged(round.over, over);
    } else rounds.push({ changes: [change], over });
  }
  return rounds.map((round) => ({ ...round, what: round.changes.map(nameOf).join('; ') }));
}

function nameOf({ stack, what }: RoutineChange): string {
  return stack === undefined ? what : `${stack}: ${what}`;
}

function ofStack(
  stack: string,
  what: string,
  settings: object | ((settings: Settings) => object | undefined),
  effect?: 'sizes one',
): RoutineChange {
  const [app = '', name = ''] = stack.split('/');
  return {
    stack,
    what,
    sizesOne: effect === 'sizes one',
    over: ({ apps }) => {
      const present = (apps as Record<string, Record<string, Settings> | undefined>)[app]?.[name];
      if (!present) return undefined;
      const changed = typeof settings === 'function' ? (settings(present) as object | undefined) : settings;
      return changed && { apps: { [app]: { [name]: changed } } };
    },
  };
}

function ofEnvironment(what: string, over: RoutineChange['over']): RoutineChange {
  return { what, over };
}

function ofCode(
  what: string,
  edit: SourceEdit,
  applies: (environment: Environment) => boolean = () => true,
): RoutineChange {
  return { what, edit, over: (environment) => (applies(environment) ? {} : undefined) };
}

/** A zone more in us-east-1, which has six; the presets of other regions use all that there are. */
function withZone({ regions: { primary } }: Environment): object | undefined {
  const { name, availabilityZones: present } = primary;
  const letter = name === 'us-east-1' ? 'abcdef'[present.length] : undefined;
  if (letter === undefined) return undefined;
  const next = (tier: 'public' | 'private' | 'isolated') =>
    (present.at(-1)?.[tier] ?? '').replace(/\.(\d+)\.0\//, (_, octet: string) => `.${Number(octet) + 1}.0/`);
  const zone = {
    name: `${name}${letter}`,
    public: next('public'),
    private: next('private'),
    isolated: next('isolated'),
  };
  return { regions: { primary: { availabilityZones: [...present, zone] } } };
}

/** Settings that one member of a union has. */
function only(type: string, settings: object): (present: Settings) => object | undefined {
  return (present) => (present.type === type ? settings : undefined);
}

function merged(one: object, other: object): object {
  const both: Record<string, unknown> = { ...one };
  for (const [key, value] of Object.entries(other)) {
    const present = both[key];
    both[key] = isRecord(present) && isRecord(value) ? merged(present, value) : (value as unknown);
  }
  return both;
}

function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
