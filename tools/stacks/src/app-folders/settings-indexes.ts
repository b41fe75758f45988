import { appsIn, has, type Part, requirePart, settingsFolder } from './app-folders';
import { arrayDeclaration, camelCase, generatedText, type GeneratedSource, keyOf } from './generated-source';
import { type WorkspaceFiles } from './workspace-files';

/** The files of a team's folder that have a fixed name, each with what it has to export. */
const parts = {
  settings: 'export const settings = z.strictObject({ … }).optional();',
  presets: 'export const presets: AppPresets<z.input<typeof settings>> = { … };',
  problems: 'export function problems(environment: Surroundings<{ … }>): Problem[] { … }',
  warnings: 'export function warnings(environment: Surroundings<{ … }>): string[] { … }',
  addresses: 'export function addresses(apps: { … }, zones: number): AddressUse[] { … }',
} as const;

type PartName = keyof typeof parts;

/** The indexes of the teams' settings: schemas, checks, values of presets, and exports for everybody. */
export function settingsIndexes(files: WorkspaceFiles): GeneratedSource[] {
  const apps = appsIn(files, settingsFolder);
  for (const app of apps) requirePart(files, partOf(app, 'settings'));
  const appsWith = (name: PartName) => apps.filter((app) => has(files, partOf(app, name)));
  return [
    schemaIndex(apps),
    presetsIndex(appsWith('presets')),
    checksIndex(appsWith('problems'), appsWith('warnings'), appsWith('addresses')),
    exportsIndex(apps.filter((app) => files.isFile(`${settingsFolder}/${app}/index.ts`))),
  ];
}

function partOf(app: string, name: PartName): Part {
  return {
    file: `${settingsFolder}/${app}/${name}.ts`,
    line: parts[name],
    pattern: new RegExp(`^export (const|function) ${name}\\b`, 'm'),
  };
}

/** The name of a part of an app in an index: `databaseProblems`. */
const nameOf = (app: string, name: PartName) => camelCase(`${app}-${name}`);

const importOf = (app: string, name: PartName) =>
  `import { ${name} as ${nameOf(app, name)} } from './${app}/${name}';`;

function schemaIndex(apps: readonly string[]): GeneratedSource {
  return {
    file: `${settingsFolder}/settings.generated.ts`,
    text: generatedText([
      "import { z } from 'zod';",
      ...apps.map((app) => importOf(app, 'settings')),
      '',
      '/**',
      ' * Settings of every stack, by app and stack. A stack that has none here is not part of the environment:',
      ' * no tool synthesizes or deploys it.',
      ' */',
      'export const appsSchema = z.strictObject({',
      ...apps.map((app) => `  ${keyOf(app)}: ${nameOf(app, 'settings')},`),
      '});',
      '',
      'export type AppsSettings = z.infer<typeof appsSchema>;',
    ]),
  };
}

function presetsIndex(apps: readonly string[]): GeneratedSource {
  return {
    file: `${settingsFolder}/presets.generated.ts`,
    text: generatedText([
      "import { type PresetName } from '../presets/preset-names.generated';",
      ...apps.map((app) => importOf(app, 'presets')),
      '',
      '/** What a preset gives each app. */',
      'export const appsOfPreset = (preset: PresetName) => ({',
      ...apps.map((app) => `  ${keyOf(app)}: ${nameOf(app, 'presets')}[preset],`),
      '});',
    ]),
  };
}

function checksIndex(
  problems: readonly string[],
  warnings: readonly string[],
  addresses: readonly string[],
): GeneratedSource {
  const listed = (name: PartName, apps: readonly string[]) =>
    arrayDeclaration(
      `export const ${name}OfApps`,
      apps.map((app) => nameOf(app, name)),
    );
  const imports = [
    ...addresses.map((app) => ({ app, name: 'addresses' as const })),
    ...problems.map((app) => ({ app, name: 'problems' as const })),
    ...warnings.map((app) => ({ app, name: 'warnings' as const })),
  ];
  return {
    file: `${settingsFolder}/checks.generated.ts`,
    text: generatedText([
      ...imports.map(({ app, name }) => importOf(app, name)),
      '',
      '/** What is wrong with the settings of an app in view of the whole environment. */',
      ...listed('problems', problems),
      '',
      '/** What is allowed, and yet below what AWS recommends. */',
      ...listed('warnings', warnings),
      '',
      '/** What takes addresses in the private subnets. */',
      ...listed('addresses', addresses),
    ]),
  };
}

function exportsIndex(apps: readonly string[]): GeneratedSource {
  return {
    file: `${settingsFolder}/exports.generated.ts`,
    text: generatedText(apps.map((app) => `export * from './${app}';`)),
  };
}
