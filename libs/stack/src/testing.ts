import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type EnvironmentDefinition, parseEnvironment, type RegionRole } from '@bulkhead/config';
import { type AppManifest, parseManifest, type StackManifest } from '@bulkhead/contracts';
import { StackContext } from './stack-context';

/**
 * The context of one stack of an app, for specs. It has the real manifest, in an environment that is protected and in
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
  return contextIn(manifest, stack, overrides, role);
}

/** A stack that several apps share, with the manifest of one of them. */
export interface SharedStack extends Partial<Pick<StackManifest, 'consumes' | 'publishes'>> {
  readonly app: string;
  readonly stack: string;
}

/** The same as `testContext` for a stack of a library, which any app may have. */
export function sharedStackContext(
  { app, stack, consumes = [], publishes = [] }: SharedStack,
  overrides: Partial<EnvironmentDefinition> = {},
  role: RegionRole = 'primary',
): StackContext {
  const entry = { engine: 'cdktf', regions: [role], consumes, publishes };
  const manifest = parseManifest(
    { name: app, metadata: { owner: '@acme/test', stacks: { [stack]: entry } } },
    'the manifest of a test',
  );
  if (!manifest) throw new Error(`${app} declares no stacks.`);
  return contextIn(manifest, stack, overrides, role);
}

function contextIn(
  manifest: AppManifest,
  stack: string,
  overrides: Partial<EnvironmentDefinition>,
  role: RegionRole,
): StackContext {
  const definition = { name: 'test', preset: 'saas', account: '123456789012', ...overrides };
  return new StackContext(parseEnvironment(definition, 'test'), manifest, stack, role);
}
