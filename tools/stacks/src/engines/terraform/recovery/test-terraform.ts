import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fakeProgram, testFolder } from '../../../test-folder';

/** Attributes by name; `"@aws_vpc.a"` is the id of what that address is. */
type Attributes = Readonly<Record<string, unknown>>;

/** A stack, and what AWS has, as the Terraform of a spec sees them. */
export interface TestWorld {
  /** What the configuration wants, by address. */
  readonly wanted: Readonly<Record<string, Attributes>>;
  /** What there is in AWS, by type and import id, such as `aws_vpc vpc-1`. */
  readonly existing: Readonly<Record<string, Attributes>>;
  /** What the state knows, by address. */
  readonly state?: Readonly<Record<string, Attributes>>;
  /** Addresses of what the state knows as half created. @default none */
  readonly tainted?: readonly string[];
  /** What Terraform says of an import id that names nothing, by type. @default what it says of most types */
  readonly absence?: Readonly<Record<string, string>>;
}

/**
 * A program that plans, shows, applies and imports as Terraform does, over a world in a file, and a working directory
 * in which it does so.
 */
export function testTerraform(world: TestWorld, files: Readonly<Record<string, string>> = {}) {
  const script = join(testFolder({ 'terraform.js': program }), 'terraform.js');
  const binary = fakeProgram('terraform', `exec node ${script} "$@"`);
  const directory = testFolder({
    'cdk.tf.json': { resource: configurationOf(world) },
    '.terraform.lock.hcl': '',
    '.terraform/bulkhead-init': '',
    'world.json': { state: {}, absence: {}, tainted: [], ...world },
    ...files,
  });
  const read = () => JSON.parse(readFileSync(join(directory, 'world.json'), 'utf8')) as Required<TestWorld>;
  return {
    binary,
    directory,
    /** Ids of what the state knows, by address. */
    recorded: () =>
      Object.fromEntries(Object.entries(read().state).map(([address, { id }]) => [address, id])),
    /** Attributes of what the state knows, by address. */
    state: () => read().state,
    /** The commands that were run, in order. */
    commands: () => readFileSync(join(directory, 'commands'), 'utf8').trim().split('\n'),
  };
}

function configurationOf({ wanted }: TestWorld): Record<string, Record<string, Attributes>> {
  const resource: Record<string, Record<string, Attributes>> = {};
  for (const [address, attributes] of Object.entries(wanted)) {
    const [type = '', name = ''] = address.split('.');
    (resource[type] ??= {})[name] = attributes;
  }
  return resource;
}

const program = `
const fs = require('node:fs');
const [command, ...args] = process.argv.slice(2);
const read = (file) => (fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : {});
const say = (message) => console.log(JSON.stringify(message));
const world = read('../world.json');
const save = () => fs.writeFileSync('../world.json', JSON.stringify(world));
const typeOf = (address) => address.split('.')[0];
const existing = (address, id) => world.existing[typeOf(address) + ' ' + id];
fs.appendFileSync('../commands', command + (args.includes('-refresh-only') ? ' -refresh-only' : '') + '\\n');

const gone = Object.keys(world.state).filter((address) => !existing(address, world.state[address].id));
const known = Object.fromEntries(Object.entries(world.state).filter(([address]) => !gone.includes(address)));
const diagnostic = (summary, detail) => say({ type: 'diagnostic', diagnostic: { severity: 'error', summary, detail } });

if (command === 'plan') {
  const targets = args.filter((arg) => arg.startsWith('-target=')).map((arg) => arg.slice(8));
  const imports = (read('imports.tf.json').import ?? []).filter(({ to }) => !(to in world.state));
  const absent = imports.filter(({ to, id }) => !existing(to, id));
  for (const { to, id } of absent) {
    const own = world.absence[typeOf(to)];
    if (own) diagnostic(own, '');
    else diagnostic('Cannot import non-existent remote object', 'to "' + to + '", the provider detected');
  }
  if (absent.length > 0) process.exit(1);
  const imported = Object.fromEntries(imports.map(({ to, id }) => [to, existing(to, id)]));
  const before = { ...known, ...imported };
  const isTainted = (address) => address in known && world.tainted.includes(address);
  const resolve = (value) => {
    if (typeof value !== 'string' || value[0] !== '@') return value;
    const address = value.slice(1);
    return isTainted(address) ? undefined : before[address]?.id;
  };
  const needed = (address) => [address, ...Object.values(world.wanted[address])
    .filter((value) => typeof value === 'string' && value[0] === '@').flatMap((value) => needed(value.slice(1)))];
  const addresses = targets.length > 0 ? new Set(targets.flatMap(needed)) : Object.keys(world.wanted);
  const resources = [...addresses].map((address) => {
    const after = Object.fromEntries(Object.entries(world.wanted[address]).map(([key, value]) => [key, resolve(value)]));
    const actions = isTainted(address) ? ['delete', 'create'] : [address in before ? 'no-op' : 'create'];
    return {
      address, mode: 'managed', type: typeOf(address), name: address.split('.')[1],
      ...(isTainted(address) && { action_reason: 'replace_because_tainted' }),
      change: { actions, before: before[address] ?? null, after: { ...before[address], ...after } },
    };
  });
  const guards = read('cdk.tf.json').resource ?? {};
  const guarded = resources.filter(({ type, name, change }) =>
    change.actions.includes('delete') && guards[type]?.[name]?.lifecycle?.prevent_destroy);
  for (const { address } of guarded) diagnostic('Instance cannot be destroyed', address);
  if (guarded.length > 0) process.exit(1);
  const drift = gone.map((address) => ({ address, change: { actions: ['delete'] } }));
  const add = resources.filter(({ change }) => change.actions[0] === 'create').length;
  fs.writeFileSync('plan.bin', JSON.stringify({ resource_changes: resources, resource_drift: drift, imported }));
  say({ type: 'change_summary', changes: { add, change: 0, remove: 0, operation: 'plan' } });
} else if (command === 'show') {
  say(read('plan.bin'));
} else if (command === 'apply') {
  world.state = args.includes('-refresh-only') ? known : { ...known, ...read('plan.bin').imported };
  save();
} else if (command === 'untaint') {
  world.tainted = world.tainted.filter((address) => address !== args.at(-1));
  save();
} else if (command === 'state' && args[0] === 'pull') {
  const resources = Object.entries(world.state).map(([address, attributes]) => {
    const [type, name] = address.split('.');
    return { mode: 'managed', type, name, instances: [{ attributes }] };
  });
  console.log(JSON.stringify({ serial: 1, resources }, null, 2));
} else if (command === 'state' && args[0] === 'push') {
  world.state = Object.fromEntries(read(args.at(-1)).resources
    .map(({ type, name, instances }) => [type + '.' + name, instances[0].attributes]));
  save();
} else if (command === 'import') {
  const [address, id] = args.slice(-2);
  world.state[address] = existing(address, id);
  save();
}
`;
