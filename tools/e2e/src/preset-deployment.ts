import { parseEnvironment, type Environment } from '@bulkhead/config';
import { type Outcome, type WorkspaceCopy } from '@bulkhead/workspace-copy';
import { merged } from './merged';

/** One synthesized stack, as the index has it. */
export interface IndexedStack {
  readonly app: string;
  readonly stack: string;
  readonly role: string;
  readonly engine: 'cdk' | 'cdktf';
  readonly region: string;
  /** Values that it reads, with the region of those that another region publishes. */
  readonly consumes: readonly { readonly region?: string }[];
}

/** One resource that a deploy would touch, as a diff has it. */
export interface DiffedResource {
  readonly action: string;
  readonly resource: string;
  readonly type: string;
  readonly stateful: boolean;
  readonly attributes: readonly { readonly path: string }[];
}

/** One stack of a diff. */
export interface DiffedStack extends IndexedStack {
  readonly outcome: string;
  readonly reason: string;
  readonly changes: readonly DiffedResource[];
}

/**
 * A preset on the emulator of a workspace's copy, as an environment of its own from a file: several of them can be
 * deployed, changed and destroyed side by side, since neither names nor results of theirs meet.
 */
export class PresetDeployment {
  constructor(
    private readonly copy: WorkspaceCopy,
    readonly preset: string,
    /** Environment variables of its commands. */
    private readonly variables: NodeJS.ProcessEnv = {},
  ) {
    this.configure({});
  }

  /** Name of the environment. */
  get name(): string {
    return this.preset;
  }

  /** Writes the environment: the preset, and over it what is given. */
  configure(over: object): Environment {
    const definition = definitionOf(this.preset, over);
    this.copy.write(this.file, JSON.stringify(definition, null, 2));
    return parseEnvironment(definition, this.file);
  }

  /**
   * Runs a verb over all stacks, or those of some apps, with what is built: Nx restores a build by removing it first,
   * which another run at the same time would see.
   */
  run(verb: string, ...apps: readonly string[]): Promise<Outcome> {
    const projects = apps.length > 0 ? ` -p ${apps.join(',')}` : '';
    return this.copy.nx(
      `run-many -t ${verb}${projects} --environment=${this.file} --exclude-task-dependencies`,
      { variables: this.variables },
    );
  }

  /** The stacks that were synthesized of it. */
  stacks(): IndexedStack[] {
    return this.json<{ stacks: IndexedStack[] }>(`dist/synth/${this.name}/index.json`).stacks;
  }

  outputs(): Record<string, string & string[]> {
    return this.copy.outputs(this.name);
  }

  /** The stacks of the last diff. */
  diff(): DiffedStack[] {
    return this.json<{ stacks: DiffedStack[] }>(`dist/diff/${this.name}.json`).stacks;
  }

  /** File of the environment, from the root of the workspace. */
  get file(): string {
    return `${this.name}.json`;
  }

  private json<T>(file: string): T {
    return JSON.parse(this.copy.read(file)) as T;
  }
}

/**
 * Where a preset is deployed that cannot be in its own region: asked for an RDS instance, the emulator returns the
 * instances of every Aurora cluster of the region as well.
 */
const elsewhere: Readonly<Record<string, object>> = {
  'ecs-ec2': {
    regions: {
      primary: {
        name: 'us-east-2',
        availabilityZones: ['a', 'b'].map((letter, index) => ({
          name: `us-east-2${letter}`,
          public: `10.40.${1 + index}.0/24`,
          private: `10.40.${11 + index}.0/24`,
          isolated: `10.40.${21 + index}.0/24`,
        })),
      },
    },
  },
};

/**
 * The presets of which the DR region is not deployed but for the vault that backups are copied to: one preset with all
 * of it is enough of a region that every one makes of the same constructs. Their databases stand alone then, with the
 * credentials that a global one has.
 */
const withoutStandby: Readonly<Record<string, object>> = Object.fromEntries(
  Object.entries({ 'web-multi-region': ['service', 'object-processing'], 'hipaa-dr': ['service'] }).map(
    ([preset, platform]) => [
      preset,
      {
        apps: {
          database: { relational: { global: null, credentials: 'own' } },
          'dr-region': { network: null, relational: null, storage: null, replication: null },
          'app-platform': Object.fromEntries(platform.map((stack) => [stack, { dr: null }])),
        },
      },
    ],
  ),
);

/** The public name of a preset that has one here. */
export const domainOf = (preset: string) => `${preset}.bulkhead.test`;

/**
 * The edges of the presets: a name without CloudFront, between both regions; CloudFront without a name, before static
 * files; and both, before the one region that is deployed. `ecs-ec2` has neither.
 */
const edges: Readonly<Record<string, object>> = {
  'patient-data': { apps: { 'cdn-dns': { zone: { domain: domainOf('patient-data') } } } },
  'hipaa-dr': {
    apps: {
      database: { 'static-assets': { deleteNoncurrentAfterDays: 90 } },
      'cdn-dns': { edge: { logRetentionDays: 365 } },
    },
  },
  'web-multi-region': {
    apps: {
      'dr-region': { 'static-assets': null },
      'cdn-dns': { zone: { domain: domainOf('web-multi-region') }, routing: { type: 'simple' } },
    },
  },
};

/**
 * No preset is watched and audited here: the emulator makes no alarm, returns the trails of all environments when it is
 * asked for one, and has one recorder of AWS Config for a region of the account.
 */
const unwatched = { apps: { observability: null } };

/**
 * What the environment of a preset says of itself.
 *
 * @param over what it says beside that, as a test has it
 */
export function definitionOf(preset: string, over: object = {}): object {
  const environment = { name: preset, preset, account: '123456789012', target: 'emulator', protected: false };
  const here = [elsewhere, withoutStandby, edges].reduce<object>(
    (said, more) => merged(said, more[preset] ?? {}),
    merged(environment, unwatched),
  );
  return merged(here, over);
}

/**
 * Outcome of each stack of a run by `<app>/<stack>@<role>`, read from its summary: the report is that of the last run,
 * and there may have been another one meanwhile.
 */
export function outcomesIn({ text }: Outcome): Record<string, string> {
  const lines = text.matchAll(/^ {2}(\S+\/\S+@\w+) +(\w+) +[\d.]+ s(?: {3}\+\d+ ~\d+ -\d+)?$/gm);
  return Object.fromEntries([...lines].map(([, stack, outcome]) => [stack, outcome]));
}
