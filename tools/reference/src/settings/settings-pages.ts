import { type Environment } from '@bulkhead/config';
import { cell, table } from '@bulkhead/policy/markdown';
import { BulkheadError } from '@bulkhead/errors';
import { type Page, page, updateCommand } from '../page';
import { type Presets, presetsWith } from '../presets';
import { presetValues } from './preset-values';
import { type Setting } from './settings';

/** The page of the settings of an app, in the folder of the reference. */
export const settingsPageOf = (app: string) => `settings/${app}.md`;

/**
 * One page for each app, with the settings of its stacks, and one page for the settings of every environment.
 *
 * @param settings every setting of an environment
 * @throws BulkheadError `UndocumentedSetting` for a setting without a comment
 */
export function settingsPages(settings: readonly Setting[], presets: Presets): Page[] {
  requireComments(settings);
  const apps = settings.filter(({ path }) => path[0] === 'apps');
  const names = [...new Set(apps.flatMap(({ path: [, app] }) => app ?? []))];
  const common = settings.filter(({ path }) => path[0] !== 'apps');
  return [
    page('settings/environment.md', 'Settings of every environment', [
      ...introduction,
      ...settingsTable(common, 0, presets),
    ]),
    ...names.map((app) =>
      appPage(
        app,
        apps.filter(({ path }) => path[1] === app),
        presets,
      ),
    ),
  ];
}

const introduction = [
  'Write a setting in the file of an environment. If the environment does not give a value, the value of its preset applies. "On a change" says what a deploy does to existing resources. If the column is empty, the change is made in place and nothing is interrupted.',
  '',
];

function appPage(app: string, settings: readonly Setting[], presets: Presets): Page {
  const stacks = settings.filter(({ path }) => path.length === 3);
  return page(settingsPageOf(app), `Settings of \`${app}\``, [
    ...introduction,
    ...stacks.flatMap(({ path: [, , stack = ''], comment }) => {
      const own = settings.filter((each) => each.path.length > 3 && each.path[2] === stack);
      return [
        `## \`${stack}\``,
        '',
        `\`apps.${app}.${stack}\`, in ${presetsWith(presets, configures(app, stack), inPresets)}.${comment.text ? ` ${markdown(comment.text)}` : ''}`,
        '',
        ...(own.length > 0 ? settingsTable(own, 3, presets) : ['It has no settings of its own: `{}`.']),
        '',
      ];
    }),
  ]);
}

const inPresets = { every: 'every preset', none: 'no preset' };

/** Whether an environment has settings of a stack. */
function configures(app: string, stack: string): (environment: Environment) => boolean {
  return ({ apps }) =>
    (apps as Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>)[app]?.[stack] !==
    undefined;
}

function settingsTable(settings: readonly Setting[], above: number, presets: Presets): string[] {
  return table(
    ['Setting', 'What it is', 'What it may be', 'In presets', 'On a change'],
    settings.map((setting) => [
      `\`${setting.path.slice(above).join('.').replaceAll('.[]', '[]')}\`${setting.types ? ` (${setting.types.join(', ')})` : ''}`,
      markdown(setting.comment.text),
      cell([setting.allowed, leftOut(setting)].filter(Boolean).join('. ')),
      cell(presetValues(setting, presets)),
      markdown(setting.comment.change ?? ''),
    ]),
  );
}

function leftOut({ optional, default: byDefault, comment }: Setting): string {
  if (!optional) return '';
  const said = comment.default ?? (byDefault === undefined ? 'it does not exist' : defaultText(byDefault));
  return `Left out: ${said}`;
}

function defaultText(value: unknown): string {
  if (typeof value === 'object' && value !== null && Object.keys(value).length === 0 && !Array.isArray(value))
    return 'the defaults of the settings in it';
  return `\`${JSON.stringify(value)}\``;
}

/** A comment as the content of a cell; addresses become links. */
function markdown(text: string): string {
  return cell(text.replace(/https:\/\/[^\s)]+[^\s).,;:]/g, (address) => `([source](${address}))`));
}

function requireComments(settings: readonly Setting[]): void {
  const mute = settings.filter(({ allowed, comment }) => allowed !== '' && comment.text === '');
  if (mute.length === 0) return;
  const names = mute.map(({ path, types }) => `${path.join('.')}${types ? ` (${types.join(', ')})` : ''}`);
  throw new BulkheadError('UndocumentedSetting', `These settings have no comment: ${names.join(', ')}.`, {
    next: `write a comment above each in libs/config/src, and run ${updateCommand} again`,
  });
}
