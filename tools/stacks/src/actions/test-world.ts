import { parseEnvironment } from '@bulkhead/config';
import { stackId } from '@bulkhead/stack/stack-id';
import { type Engine, type EngineRequest, untouched } from '../engines/engine';
import {
  type EngineState,
  type FoundState,
  type StackName,
  type StateKeeper,
  type StatePlace,
} from '../engines/engine-state';
import { type StateVersion } from '../engines/terraform/state-versions';
import { type AdoptedState, type WholeAdoption } from '../engines/terraform/whole-adoption';
import { type DeployRecord, recordPath } from '../records/record';
import { type PastValue } from '../parameters/parameter-store';
import { recordText } from '../records/record-text';
import { AwsFailure } from '../retries/aws-failure';
import { testRecord } from '../records/test-records';
import { type Verdict } from '../policy/verdict';
import { type PreflightRequest } from '../preflight/preflight';
import { type PreflightResult } from '../preflight/preflight-schema';
import { recordingOutput } from '../run/recording-output';
import { type Run, type RunOptions } from '../run/run';
import { type Synthesized } from '../synthesis/synthesize';
import { testFolder } from '../test-folder';
import { type StackInstance } from '../workspace/stack-instance';

/**
 * Replaces AWS in the specs of actions: parameters in memory, an engine that notes its calls, and the states that
 * engines keep. A spec puts it in place:
 *
 *     jest.mock('../parameters/parameter-store', () => jest.requireActual('./test-world').mockedStore);
 *
 * and so on, for each of `mocked…`.
 */
export class TestWorld {
  /** Values by `<region> <name>`. */
  readonly parameters = new Map<string, string>();
  /** What each engine keeps, by id of the stack. */
  readonly kept = new Map<string, FoundState>();
  /** The engine and region of a stack, by id. @default Terraform, in the region that plays its role */
  readonly places = new Map<string, Pick<StackInstance, 'region' | 'engine'>>();
  /** What each engine kept at earlier times, the newest first, by id of the stack. */
  readonly versions = new Map<string, StateVersion[]>();
  /** Earlier values of each parameter, the newest first, by `<region> <name>`. */
  readonly past = new Map<string, string[]>();
  /** What an adoption finds of a stack in AWS. @default nothing */
  adopted: AdoptedState = { text: '', resources: 0, unfound: [], replaced: [] };
  /** The adoptions, each with the text that it was made over. */
  readonly adoptions: Omit<WholeAdoption, 'request'>[] = [];
  /** ARNs of the resources that carry the tags of any stack, or why AWS does not say. */
  owned: string[] | Error = [];
  /** Whether every CloudFormation stack carries our tags. */
  carriesTags = true;
  /** The calls of the engine, in order: `deploy database/relational@primary`. */
  readonly asked: string[] = [];
  /** URL of the local AWS that the target makes this process use. @default none */
  endpoint?: string;
  /** How often a run has closed its clients of the account. */
  closed = 0;
  /** Regions of the account. Other regions do not exist. */
  readonly regions: string[] = [];
  /** Regions that do not answer. */
  readonly away = new Set<string>();
  /** Engines that do not answer in a region: `cdktf us-east-1`. */
  readonly unreachable = new Set<string>();
  /** Engines that do not say what they keep. */
  readonly silent = new Set<StackInstance['engine']>();
  /** Parameters that a run asked to delete, whether they existed or not: `<region> <name>`, in order. */
  readonly deleted: string[] = [];
  /** Calls of SSM, in order: `GetParameters us-east-1`. */
  readonly calls: string[] = [];
  /** Regions whose parameters were listed, in order. */
  readonly listed: string[] = [];
  /** What the engine does. @default it succeeds */
  engine: Partial<Engine> = {};
  /** Terraform states as they are written, by id of the stack. */
  readonly texts = new Map<string, string>();
  /** The result of a preflight, or why it breaks off. */
  preflight: PreflightResult | Error = { findings: [], notes: [] };
  /** What the policy finds. @default nothing */
  verdict: Pick<Verdict, 'findings' | 'uncertain' | 'unjudged'> = {
    findings: [],
    uncertain: [],
    unjudged: [],
  };
  /** The requests of all preflights, in order. */
  readonly preflights: PreflightRequest[] = [];
  /** What each stack was synthesized to, by id. @default nothing */
  readonly synthesized = new Map<string, Partial<Synthesized>>();
  /** Why a stack cannot be synthesized, by id. */
  readonly unsynthesized = new Map<string, Error>();

  /** Ids of the stacks that each preflight looked at, in order. */
  get lookedAhead(): string[][] {
    return this.preflights.map(({ stacks }) => [...stacks.keys()].map(({ id }) => id));
  }

  /** Records a stack, as deployed unless `over` says otherwise. */
  record({ id, role, app, stack, region, engine }: StackInstance, over: Partial<DeployRecord> = {}): void {
    this.places.set(id, { region, engine: over.engine ?? engine });
    const state = stateOf(id);
    const { head } = recordText(testRecord({ of: { environment: 'qa', role, app, stack }, state, ...over }));
    this.parameters.set(`${region} ${recordPath('qa', { role, app, stack })}`, head);
    if (!this.kept.has(id)) this.kept.set(id, { is: 'kept', state });
  }

  /** The present record of a stack without its details. Undefined if there is none. */
  recorded({ role, app, stack, region }: StackInstance): Partial<DeployRecord> | undefined {
    const text = this.parameters.get(`${region} ${recordPath('qa', { role, app, stack })}`);
    return text === undefined ? undefined : (JSON.parse(text) as Partial<DeployRecord>);
  }
}

/** The world of the spec in this process. A test begins with `beginWorld`. */
let world = new TestWorld();

/** Returns an empty world. */
export function beginWorld(): TestWorld {
  return (world = new TestWorld());
}

/**
 * A run over stacks, and its output.
 *
 * @param selected the stacks that the run is about. @default all
 */
export function testRun(
  instances: readonly StackInstance[],
  selected: readonly StackInstance[] = instances,
  options: Partial<RunOptions> = {},
  environment: object = {},
) {
  const output = recordingOutput();
  const run: Run = {
    workspaceRoot: testFolder(),
    workingDirectory: '',
    environment: parseEnvironment(
      {
        name: 'qa',
        preset: 'saas',
        account: '123456789012',
        protected: false,
        target: 'emulator',
        ...environment,
      },
      'qa.json',
    ),
    options: { environment: 'qa.json', ...options },
    parallel: 3,
    instances,
    selected,
    projectRoots: new Map(),
    output,
    interrupted: new AbortController().signal,
  };
  return { run, output };
}

export const mockedStore = {
  ParameterStore: class {
    constructor(private readonly region: string) {}

    async read(names: Iterable<string>) {
      const wanted = [...names];
      this.require('GetParameters', { Names: wanted });
      return new Map(wanted.flatMap((name) => this.of(name)));
    }
    async list(path: string) {
      world.listed.push(this.region);
      this.require('GetParametersByPath', { Path: path });
      const names = [...world.parameters.keys()].map((key) => key.slice(this.region.length + 1));
      return new Map(names.filter((name) => name.startsWith(`${path}/`)).flatMap((name) => this.of(name)));
    }
    async create(name: string, value: string) {
      this.require('PutParameter', { Name: name });
      const exists = world.parameters.has(`${this.region} ${name}`);
      if (!exists) world.parameters.set(`${this.region} ${name}`, value);
      return !exists;
    }
    async history(name: string): Promise<PastValue[]> {
      const key = `${this.region} ${name}`;
      const current = world.parameters.get(key);
      const values = current === undefined ? [] : [current, ...(world.past.get(key) ?? [])];
      return values.map((value, index) => ({ value, version: values.length - index, at: `${index} ago` }));
    }
    async write(name: string, value: string) {
      this.require('PutParameter', { Name: name });
      world.parameters.set(`${this.region} ${name}`, value);
    }
    async delete(names: readonly string[]) {
      this.require('DeleteParameters', { Names: names });
      for (const name of names) {
        world.deleted.push(`${this.region} ${name}`);
        world.parameters.delete(`${this.region} ${name}`);
      }
    }
    private require(operation: string, input: object): void {
      world.calls.push(`${operation} ${this.region}`);
      if (world.away.has(this.region)) throw noAnswer('SSM', operation, this.region, input);
    }
    private of(name: string): [string, string][] {
      const value = world.parameters.get(`${this.region} ${name}`);
      return value === undefined ? [] : [[name, value]];
    }
  },
};

/** The error of a client if a region does not answer. */
function noAnswer(client: string, operation: string, region: string, input: object): AwsFailure {
  const error = Object.assign(new Error('connection timed out'), { code: 'ETIMEDOUT', syscall: 'connect' });
  return new AwsFailure({ client, operation, region, input }, error);
}

function placeOf(id: string): Pick<StackInstance, 'region' | 'engine'> {
  const region = id.endsWith('@dr') ? 'us-west-2' : 'us-east-1';
  return world.places.get(id) ?? { region, engine: 'cdktf' };
}

const keeperOf = (engine: StackInstance['engine']): StateKeeper => ({
  nameOf: (_, stack) => stackId(stack),
  list: async ({ region }) => {
    if (world.unreachable.has(`${engine} ${region}`)) throw noAnswer('S3', 'ListObjectsV2', region, {});
    if (world.silent.has(engine)) throw new Error('not authorized to perform that');
    return new Map(
      [...world.kept].flatMap(([name, found]): [string, string][] => {
        const place = placeOf(name);
        if (found.is === 'missing' || place.engine !== engine || place.region !== region) return [];
        const mark =
          found.is === 'broken'
            ? ''
            : found.state.type === 'terraform'
              ? found.state.mark
              : found.state.stackId;
        return [[name, mark]];
      }),
    );
  },
  read: async (_, stack) => {
    const name = stackId(stack);
    const found = placeOf(name).engine === engine ? world.kept.get(name) : undefined;
    return found ?? { is: 'missing' };
  },
  lastKept: async (_, stack) => {
    const versions = world.versions.get(stackId(stack)) ?? [];
    return versions.flatMap(({ found }) => (found.is === 'kept' ? [found.state] : []))[0];
  },
  stacksOf: async (_, unknown) =>
    unknown.flatMap((name): StackName[] => {
      const [, app = '', stack = '', role] = /^(.+)\/(.+)@(.+)$/.exec(name) ?? [];
      return [{ app, stack, role: role as StackName['role'] }];
    }),
});

export const mockedKeepers = {
  stateKeeperOf: async (engine: StackInstance['engine']) => keeperOf(engine),
};

/** Operations on a state without Terraform. */
export const mockedStates = {
  stateText: async (_: StatePlace, stack: StackName) => world.texts.get(stackId(stack)),
  async copyState(_: StatePlace, from: StackName, to: StackName) {
    world.asked.push(`copy the state of ${stackId(from)} to ${stackId(to)}`);
    world.kept.set(stackId(to), world.kept.get(stackId(from)) ?? { is: 'missing' });
  },
  async removeState(_: StatePlace, stack: StackName) {
    world.kept.delete(stackId(stack));
  },
};

function stateOf(id: string) {
  return { type: 'terraform', lineage: id, serial: 1, mark: `mark of ${id}`, resources: 1 } as const;
}

/** Text of a state in the fakes: the found state as JSON. */
export function stateText(found: FoundState): string {
  return JSON.stringify(found.is === 'kept' ? found.state : found);
}

/** A state as Terraform writes it, and as `stateText` writes it. */
type StateFile = {
  readonly lineage: string;
  readonly serial: number;
  readonly resources: readonly unknown[];
};
type Marked = Pick<Extract<EngineState, { type: 'terraform' }>, 'lineage' | 'serial' | 'resources'>;

export const mockedVersions = {
  stateVersions: {
    list: async (_: unknown, stack: StackName) => world.versions.get(stackId(stack)) ?? [],
    write: async (_: unknown, stack: StackName, text: string) => {
      const { lineage, serial, resources: listed } = JSON.parse(text) as Marked | StateFile;
      const resources = typeof listed === 'number' ? listed : listed.length;
      const state = { type: 'terraform', lineage, serial, resources, mark: `written ${serial}` } as const;
      world.kept.set(stackId(stack), { is: 'kept', state });
    },
  },
};

export const mockedAdoption = {
  adoptWhole: async ({ over, imports, absent, recorded }: WholeAdoption) => {
    world.adoptions.push({ over, imports, absent, recorded });
    const { unfound } = world.adopted;
    const isToldOf = (address: string) =>
      imports.has(address) || [address, '*'].some((each) => absent.includes(each));
    return { ...world.adopted, unfound: unfound.filter((address) => !isToldOf(address)) };
  },
};

export const mockedOwnership = {
  ownedResources: async () => {
    if (world.owned instanceof Error) throw world.owned;
    return world.owned;
  },
  carriesTags: async () => world.carriesTags,
};

const engine: Engine = {
  validate: async () => undefined,
  diff: async (request) => asking('diff', request, { changes: [] }),
  drift: async (request) => asking('drift', request, { checked: 1, drifted: [], unchecked: [], gone: false }),
  async deploy(request) {
    const counts = await asking('deploy', request, { ...untouched, added: 1 });
    // An engine knows the resources that it made.
    const { id } = request.instance;
    if (!world.kept.has(id)) world.kept.set(id, { is: 'kept', state: stateOf(id) });
    return counts;
  },
  async destroy(request) {
    const counts = await asking('destroy', request, { ...untouched, destroyed: 1 });
    emptied(request);
    return counts;
  },
};

/** Once a stack is destroyed, its engine keeps nothing of it. */
function emptied({ instance }: Pick<EngineRequest, 'instance'>): void {
  world.kept.delete(instance.id);
}

/** What an engine is asked to do. */
type Asked = Exclude<keyof Engine, 'atWork'>;

function asking<V extends Asked>(
  verb: V,
  request: Parameters<Engine[V]>[0],
  otherwise: Awaited<ReturnType<Engine[V]>>,
): Promise<Awaited<ReturnType<Engine[V]>>> {
  world.asked.push(`${verb} ${request.instance.id}`);
  const own = world.engine[verb] as ((asked: typeof request) => Promise<typeof otherwise>) | undefined;
  return own ? own(request) : Promise.resolve(otherwise);
}

export const mockedEngines = {
  engineOf: async () => ({ ...engine, ...(world.engine.atWork && { atWork: world.engine.atWork }) }),
};

export const mockedFoundation = {
  Foundation: class {
    under = <T>(call: T) => call;
  },
};

export const mockedTarget = {
  openTarget: async () => {
    if (world.endpoint) process.env['AWS_ENDPOINT_URL'] = world.endpoint;
    return {
      lost: new AbortController().signal,
      caller: 'ada@laptop',
      enabledRegions: async () => world.regions,
      close: () => void world.closed++,
    };
  },
};

/** AWS as a preflight finds it. */
export const mockedPreflight = {
  preflight: async (request: PreflightRequest) => {
    world.preflights.push(request);
    if (world.preflight instanceof Error) throw world.preflight;
    return world.preflight;
  },
};

export const mockedVerdict = { reachVerdict: async () => world.verdict };

export const mockedSynthesis = {
  synthesize: async ({ id }: StackInstance): Promise<Partial<Synthesized>> => {
    const error = world.unsynthesized.get(id);
    if (error) throw error;
    return { publishes: [], consumes: [], directory: testFolder(), ...world.synthesized.get(id) };
  },
};

/** Nobody has added anything. */
export const mockedAdditions = {
  EnvironmentAdditions: class {
    of = async () => ({ additions: [], unchecked: [], uncovered: [] });
    close = () => undefined;
  },
};
