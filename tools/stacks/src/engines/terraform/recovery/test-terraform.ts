import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { testFolder } from '../../../test-folder';
import { type TerraformRunner } from '../terraform-cli';

/** Attributes by name; `"@aws_vpc.a"` stands for the id of the object at that address. */
type Attributes = Readonly<Record<string, unknown>>;

/** A stack, and the objects in AWS, for the Terraform of a spec. */
export interface TestWorld {
  /** The configured resources, by address. */
  readonly wanted: Readonly<Record<string, Attributes>>;
  /** The objects in AWS, by type and import id, such as `aws_vpc vpc-1`. */
  readonly existing: Readonly<Record<string, Attributes>>;
  /** The resources of the state, by address. */
  readonly state?: Readonly<Record<string, Attributes>>;
  /** Addresses of tainted resources. @default none */
  readonly tainted?: readonly string[];
  /** Terraform's message for an import id that names nothing, by type. @default its message for most types */
  readonly absence?: Readonly<Record<string, string>>;
}

/** The runners of the simulated Terraforms, by the path of their program. */
const played = new Map<string, TerraformRunner>();

/**
 * Replaces `terraform-cli` in a spec: runs the Terraforms that `testTerraform` made in this process, and runs real
 * programs as usual.
 */
export function playingTerraformCli(): typeof import('../terraform-cli') {
  const actual = jest.requireActual<typeof import('../terraform-cli')>('../terraform-cli');
  return {
    ...actual,
    runTerraform: (call) => actual.runTerraform({ ...call, runner: played.get(call.binary) }),
  };
}

/**
 * A Terraform that plans, shows, applies and imports as the real one does, over a world in memory, and a working
 * directory in which it does so. A spec has it played by mocking `terraform-cli` with `playingTerraformCli`.
 */
export function testTerraform(world: TestWorld, files: Readonly<Record<string, string>> = {}) {
  const directory = testFolder({
    'cdk.tf.json': { resource: configurationOf(world) },
    '.terraform.lock.hcl': '',
    '.terraform/bulkhead-init': '',
    ...files,
  });
  const binary = join(directory, 'terraform');
  const terraform = new PlayedTerraform(world);
  played.set(binary, terraform.run);
  return {
    binary,
    directory,
    /** Ids of the resources in the state, by address. */
    recorded: () =>
      Object.fromEntries(Object.entries(terraform.state).map(([address, { id }]) => [address, id])),
    /** Attributes of the resources in the state, by address. */
    state: () => terraform.state,
    /** The commands that were run, in order. */
    commands: () => terraform.commands,
  };
}

function configurationOf({ wanted }: TestWorld): Record<string, Record<string, Attributes>> {
  const resource: Record<string, Record<string, Attributes>> = {};
  for (const [address, attributes] of Object.entries(wanted)) {
    const { type, name } = partsOf(address);
    (resource[type] ??= {})[name] = attributes;
  }
  return resource;
}

function partsOf(address: string): { type: string; name: string } {
  const [type = '', name = ''] = address.split('.');
  return { type, name };
}

type Objects = Record<string, Attributes>;

/** A file of a simulated Terraform, as its commands read it. */
interface PlayedFile {
  readonly import?: readonly { readonly to: string; readonly id: string }[];
  readonly resource?: Record<string, Record<string, { lifecycle?: Lifecycle }>>;
  /** In a plan: its imports. */
  readonly imported?: Objects;
  /** In a state. */
  readonly resources?: readonly { type: string; name: string; instances: { attributes: Attributes }[] }[];
}

interface Lifecycle {
  readonly prevent_destroy?: boolean;
  readonly ignore_changes?: readonly string[];
}

class PlayedTerraform {
  readonly commands: string[] = [];
  state: Objects;
  private tainted: readonly string[];
  private folder = '';
  private say: (message: object) => void = () => undefined;

  constructor(private readonly world: TestWorld) {
    this.state = { ...world.state };
    this.tainted = world.tainted ?? [];
  }

  readonly run: TerraformRunner = async ({ arguments: [command = '', ...args], directory }, onLine) => {
    this.commands.push(command + (args.includes('-refresh-only') ? ' -refresh-only' : ''));
    this.folder = directory;
    this.say = (message) => onLine(JSON.stringify(message));
    const [last = ''] = args.slice(-1);
    switch ([command, ...(command === 'state' ? args.slice(0, 1) : [])].join(' ')) {
      case 'plan':
        return this.plan(args) ? 0 : 1;
      case 'show':
        this.say(this.read(last));
        return 0;
      case 'apply':
        this.state = args.includes('-refresh-only')
          ? this.known()
          : { ...this.known(), ...this.read(last).imported };
        return 0;
      case 'untaint':
        this.tainted = this.tainted.filter((address) => address !== last);
        return 0;
      case 'state pull':
        for (const line of JSON.stringify(this.pulled(), null, 2).split('\n')) onLine(line);
        return 0;
      case 'state push':
        this.state = Object.fromEntries(
          (this.read(last).resources ?? []).map(({ type, name, instances }) => [
            `${type}.${name}`,
            instances[0]?.attributes ?? {},
          ]),
        );
        return 0;
      case 'import': {
        const [address = ''] = args.slice(-2);
        this.state = { ...this.state, [address]: this.existing(address, last) ?? {} };
        return 0;
      }
      default:
        throw new Error(`nobody plays terraform ${command}`);
    }
  };

  /** Writes a plan; false, with the reason, if Terraform would refuse to make one. */
  private plan(args: readonly string[]): boolean {
    const { wanted, absence } = this.world;
    const imports = (this.read('imports.tf.json').import ?? []).filter(({ to }) => !(to in this.state));
    const absent = imports.filter(({ to, id }) => !this.existing(to, id));
    for (const { to } of absent) {
      const own = absence?.[partsOf(to).type];
      if (own) this.refuse(own, '');
      else this.refuse('Cannot import non-existent remote object', `to "${to}", the provider detected`);
    }
    if (absent.length > 0) return false;

    const imported = Object.fromEntries(imports.map(({ to, id }) => [to, this.existing(to, id) ?? {}]));
    const before: Objects = { ...this.known(), ...imported };
    const targets = optionsOf(args, '-target');
    const addresses =
      targets.length > 0
        ? [...new Set(targets.flatMap((address) => this.needed(address)))]
        : Object.keys(wanted);
    const changes = addresses.map((address) => this.changeOf(address, before));
    const guarded = changes.filter(
      ({ address, change }) =>
        change.actions.includes('delete') && this.lifecycleOf('cdk.tf.json', address).prevent_destroy,
    );
    for (const { address } of guarded) this.refuse('Instance cannot be destroyed', address);
    if (guarded.length > 0) return false;

    const gone = Object.keys(this.state).filter((address) => !(address in this.known()));
    const drift = gone.map((address) => ({ address, change: { actions: ['delete'] } }));
    const [file = ''] = optionsOf(args, '-out');
    const planned = { resource_changes: changes, resource_drift: drift, imported };
    writeFileSync(join(this.folder, file), JSON.stringify(planned));
    const count = (action: string) => changes.filter(({ change }) => change.actions[0] === action).length;
    const summary = { add: count('create'), change: count('update'), remove: count('delete') };
    this.say({ type: 'change_summary', changes: { ...summary, operation: 'plan' } });
    return true;
  }

  private changeOf(address: string, before: Objects) {
    const isTainted = (of: string) => of in this.known() && this.tainted.includes(of);
    const resolve = (value: unknown) => {
      const of = referenceIn(value);
      if (of === undefined) return value;
      return isTainted(of) ? undefined : before[of]?.['id'];
    };
    const had = before[address];
    const ignored = this.lifecycleOf('imports_override.tf.json', address).ignore_changes ?? [];
    const after = Object.fromEntries(
      Object.entries(this.world.wanted[address] ?? {})
        .filter(([name]) => !had || !ignored.includes(name))
        .map(([name, value]) => [name, resolve(value)]),
    );
    const differs = Object.entries(after).some(([name, value]) => !isDeepStrictEqual(had?.[name], value));
    const action = !had ? 'create' : differs ? 'update' : 'no-op';
    return {
      address,
      mode: 'managed',
      ...partsOf(address),
      ...(isTainted(address) && { action_reason: 'replace_because_tainted' }),
      change: {
        actions: isTainted(address) ? ['delete', 'create'] : [action],
        before: had ?? null,
        after: { ...had, ...after },
      },
    };
  }

  /** An address and all addresses that it refers to, directly or indirectly. */
  private needed(address: string): string[] {
    const references = Object.values(this.world.wanted[address] ?? {}).map(referenceIn);
    return [address, ...references.flatMap((of) => (of === undefined ? [] : this.needed(of)))];
  }

  /** The resources of the state that still exist in AWS. */
  private known(): Objects {
    return Object.fromEntries(
      Object.entries(this.state).filter(([address, { id }]) => this.existing(address, String(id))),
    );
  }

  private existing(address: string, id: string): Attributes | undefined {
    return this.world.existing[`${partsOf(address).type} ${id}`];
  }

  private pulled(): object {
    const resources = Object.entries(this.state).map(([address, attributes]) => ({
      mode: 'managed',
      ...partsOf(address),
      instances: [{ attributes }],
    }));
    return { serial: 1, resources };
  }

  private lifecycleOf(file: string, address: string): Lifecycle {
    const { type, name } = partsOf(address);
    return this.read(file).resource?.[type]?.[name]?.lifecycle ?? {};
  }

  private read(file: string): PlayedFile {
    const path = join(this.folder, file);
    return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as PlayedFile) : {};
  }

  private refuse(summary: string, detail: string): void {
    this.say({ type: 'diagnostic', diagnostic: { severity: 'error', summary, detail } });
  }
}

/** The address that a value is the id of, if it is one. */
function referenceIn(value: unknown): string | undefined {
  return typeof value === 'string' && value.startsWith('@') ? value.slice(1) : undefined;
}

function optionsOf(args: readonly string[], name: string): string[] {
  return args.filter((arg) => arg.startsWith(`${name}=`)).map((arg) => arg.slice(name.length + 1));
}
