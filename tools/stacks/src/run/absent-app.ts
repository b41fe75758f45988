import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { environmentNames, hasStack, loadEnvironment, regionRoles } from '@bulkhead/config';
import { Refusal, visibleText } from '@bulkhead/errors';
import { environmentsFolder, settingsFolder } from '../app-folders/app-folders';
import { keyOf } from '../app-folders/generated-source';
import { type Run } from './run';

/**
 * Why a named app has no stack in the environment, and how to give it one.
 *
 * @param stacks names of the stacks in the manifest of the app
 */
export function absentApp(
  { environment, options, workspaceRoot }: Pick<Run, 'environment' | 'options' | 'workspaceRoot'>,
  app: string,
  stacks: readonly string[],
): Refusal {
  const [stack = 'main'] = stacks;
  const settings = `${settingsFolder}/${app}`;
  const absent = `${app} has no stack in environment ${environment.name}`;
  if (!existsSync(join(workspaceRoot, settings, 'settings.ts'))) {
    return new Refusal('NoStackInEnvironment', `${absent}: there is no ${settings}/settings.ts.`, {
      next: `create ${settings}/settings.ts with: export const settings = z.strictObject({ ${keyOf(stack)}: z.strictObject({}).optional() }).optional(); then npx nx run bulkhead:update-indexes, and give it settings: ${line(app, stack)}`,
    });
  }
  const others = environmentsWith(app, stacks, environment.name);
  const elsewhere = others.length > 0 ? `; it has one in ${others.join(', ')}` : ', nor in any other';
  const file = options.environment.endsWith('.json')
    ? visibleText(options.environment)
    : `${environmentsFolder}/${environment.name}.ts`;
  return new Refusal('NoStackInEnvironment', `${absent}, which gives it no settings${elsewhere}.`, {
    next: `add to ${file}: ${line(app, stack)}; or to ${settings}/presets.ts, for every environment of its preset: ${keyOf(environment.preset)}: { ${keyOf(stack)}: { … } }`,
  });
}

const line = (app: string, stack: string) => `apps: { ${keyOf(app)}: { ${keyOf(stack)}: { … } } }`;

/** The other environments of the repository that have a stack of the app. */
function environmentsWith(app: string, stacks: readonly string[], but: string): string[] {
  return environmentNames().filter((name) => {
    if (name === but) return false;
    const environment = loadEnvironment(name, '/');
    return stacks.some((stack) => regionRoles.some((role) => hasStack(environment, app, stack, role)));
  });
}
