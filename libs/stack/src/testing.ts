import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type EnvironmentDefinition, parseEnvironment, type RegionRole } from '@bulkhead/config';
import { parseManifest } from '@bulkhead/contracts';
import { StackContext } from './stack-context';

/**
 * The context of one stack of an app, for specs: its real manifest, in an environment that is protected and in
 * AWS unless the overrides say otherwise.
 *
 * @param projectDirectory folder of the app's `project.json`
 */
export function testContext(
  projectDirectory: string,
  stack: string,
  overrides: Partial<EnvironmentDefinition> = {},
  role: RegionRole = 'primary',
): StackContext {
  const file = join(projectDirectory, 'project.json');
  const manifest = parseManifest(JSON.parse(readFileSync(file, 'utf8')), file);
  if (!manifest) throw new Error(`${file} declares no stacks.`);
  const definition = { name: 'test', preset: 'saas', account: '123456789012', ...overrides };
  return new StackContext(parseEnvironment(definition, 'test'), manifest, stack, role);
}
