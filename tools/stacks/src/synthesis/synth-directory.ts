import { join } from 'node:path';
import { type StackInstance } from '../workspace/stack-instance';

/** Folder of everything synthesized, from the root of the workspace; one folder for each environment. */
export const synthRoot = 'dist/synth';

/** Folder of one synthesized stack: `dist/synth/<environment>/<role>/<app>/<stack>`, from the root. */
export function synthDirectory(
  environment: string,
  { role, app, stack }: Pick<StackInstance, 'role' | 'app' | 'stack'>,
): string {
  return join(synthRoot, environment, role, app, stack);
}
