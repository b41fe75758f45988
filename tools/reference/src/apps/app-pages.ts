import { hasStack } from '@bulkhead/config';
import {
  type AppManifest,
  type Contract,
  type ContractReference,
  parseReference,
  type StackManifest,
} from '@bulkhead/contracts';
import { cell, table } from '@bulkhead/policy/markdown';
import { type Page, page } from '../page';
import { type Presets, presetsWith } from '../presets';
import { settingsPageOf } from '../settings/settings-pages';

/** The data that the pages are made from. */
export interface House {
  readonly apps: readonly AppManifest[];
  /** Every contract, by its name. */
  readonly contracts: ReadonlyMap<string, Contract>;
  readonly presets: Presets;
  /** Whether a file or folder exists, by its path from the root of the workspace. */
  readonly isThere: (path: string) => boolean;
}

/** A stack with its name and its app. */
interface Stack {
  readonly app: string;
  readonly name: string;
  readonly manifest: StackManifest;
}

/** One page for each app: its owner, its stacks, the contracts that they exchange, and links to everything else. */
export function appPages(house: House): Page[] {
  return house.apps.map((app) => appPage(house, app));
}

function appPage(house: House, { name: app, owner, stacks }: AppManifest): Page {
  const own = stacksOf(house).filter((each) => each.app === app);
  const published = contractsOf(own, ({ publishes }) => publishes);
  const read = contractsOf(own, ({ consumes }) => consumes);
  const followed = contractsOf(own, ({ follows }) => follows);
  return page(`apps/${app}.md`, `\`${app}\``, [
    ...table(
      ['', ''],
      [
        ['Owner', `\`${owner}\``],
        ['Code', link(`apps/${app}`)],
        ...(house.isThere(`libs/config/src/apps/${app}`)
          ? [['Settings', `[reference](../${settingsPageOf(app)}), ${link(`libs/config/src/apps/${app}`)}`]]
          : []),
        ...(house.isThere(`libs/contracts/src/${app}`)
          ? [['Contracts', link(`libs/contracts/src/${app}`)]]
          : []),
        ['What it owns, and how it is run', link(`apps/${app}/README.md`)],
        ['Deploy it alone', `\`npx nx run ${app}:deploy -c ENV\``],
        ['See what somebody changed by hand', `\`npx nx run ${app}:drift -c ENV\``],
      ],
    ),
    '',
    '## Stacks',
    '',
    ...table(
      ['Stack', 'Engine', 'Regions', 'Presets'],
      Object.entries(stacks).map(([stack, { engine, regions }]) => [
        `\`${stack}\``,
        engine === 'cdk' ? 'AWS CDK' : 'CDKTF',
        regions.map((role) => `\`${role}\``).join(', '),
        presetsWith(
          house.presets,
          (environment) => regions.some((role) => hasStack(environment, app, stack, role)),
          { every: 'all', none: 'none' },
        ),
      ]),
    ),
    '',
    '## What it publishes',
    '',
    ...(published.length === 0
      ? ['Nothing.']
      : published.flatMap((named) => [
          `### \`${named.reference.contract}\`, of \`${named.stack.name}\``,
          '',
          `${named.reference.optional ? 'In environments that have it. ' : ''}${readersText(readersOf(house, named))}`,
          '',
          ...table(
            ['Value', 'What it is'],
            Object.entries(house.contracts.get(named.reference.contract)?.parameters ?? {}).map(
              ([key, { kind, description }]) => [
                `\`${key}\`${kind === 'list' ? ' (a list)' : ''}`,
                cell(description),
              ],
            ),
          ),
          '',
        ])),
    '',
    '## What it reads',
    '',
    ...(read.length === 0 ? ['Nothing.'] : namedTable(house, read)),
    ...(followed.length === 0
      ? []
      : [
          '',
          'It is deployed after these contracts are published, and reads none of their values:',
          '',
          ...namedTable(house, followed),
        ]),
  ]);
}

/** The contracts that stacks name, with their publishers. */
function namedTable(house: House, names: readonly Named[]): string[] {
  return table(
    ['Stack', 'Contract', 'Published by'],
    names.map((named) => [
      `\`${named.stack.name}\``,
      `\`${nameOf(named.reference)}\`${named.reference.optional ? ', if the environment has it' : ''}`,
      publishersOf(house, named),
    ]),
  );
}

function stacksOf({ apps }: House): Stack[] {
  return apps.flatMap(({ name: app, stacks }) =>
    Object.entries(stacks).map(([name, manifest]) => ({ app, name, manifest })),
  );
}

/** A contract that a stack names in its manifest. */
interface Named {
  readonly stack: Stack;
  readonly reference: ContractReference;
}

function contractsOf(
  stacks: readonly Stack[],
  pick: (manifest: StackManifest) => readonly string[],
): Named[] {
  return stacks.flatMap((stack) =>
    pick(stack.manifest).map((text) => ({ stack, reference: parseReference(text) })),
  );
}

/** The region roles of a contract reference: the named role, or else the roles of the stack itself. */
function rolesMeant({ reference: { role }, stack }: Named): readonly string[] {
  return role === undefined ? stack.manifest.regions : [role];
}

/** The stacks that read a contract of a stack. A contract is read by its name, in the region of the reference. */
function readersOf(house: House, { reference: { contract }, stack: publisher }: Named): string[] {
  const reading = contractsOf(stacksOf(house), ({ consumes }) => consumes).filter(
    (named) =>
      named.reference.contract === contract &&
      rolesMeant(named).some((role) => publisher.manifest.regions.some((own) => own === role)),
  );
  return [...new Set(reading.map(({ stack: { app, name } }) => `[${app}](${app}.md) \`${name}\``))];
}

function readersText(readers: readonly string[]): string {
  return readers.length === 0 ? 'No stack of the repository reads it.' : `Read by ${readers.join(', ')}.`;
}

function publishersOf(house: House, named: Named): string {
  const meant = rolesMeant(named);
  return contractsOf(stacksOf(house), ({ publishes }) => publishes)
    .filter(({ reference: { contract } }) => contract === named.reference.contract)
    .flatMap(({ stack: { app, name, manifest } }) => {
      const roles = manifest.regions.filter((role) => meant.includes(role));
      return roles.length === 0 ? [] : [`[${app}](${app}.md) \`${name}\` (${roles.join(', ')})`];
    })
    .join(', ');
}

function nameOf({ contract, role }: ContractReference): string {
  return role === undefined ? contract : `${contract}@${role}`;
}

function link(path: string): string {
  return `[${path}](../../../${path})`;
}
