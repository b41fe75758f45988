import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson, stateKey } from '@bulkhead/stack';
import { configurationFile } from '../engines/terraform/configuration-file';
import { type Run } from '../run/run';
import { type Synthesized } from '../synthesis/synthesize';
import { type StackInstance } from '../workspace/stack-instance';

/** The synthesized files of a stack with the backend of its former name, for a comparison with that state. */
export function withStateOf(
  { workspaceRoot, environment }: Pick<Run, 'workspaceRoot' | 'environment'>,
  was: StackInstance,
  synthesized: Synthesized,
): Synthesized {
  const { role, app, stack } = was;
  const directory = join(workspaceRoot, 'dist/renamed', environment.name, role, app, stack);
  rmSync(directory, { recursive: true, force: true });
  cpSync(synthesized.directory, directory, { recursive: true });
  const file = join(directory, configurationFile);
  const configuration = JSON.parse(readFileSync(file, 'utf8')) as {
    terraform: { backend: { s3?: { key: string } } };
  };
  // A local state is found by the name of the stack alone.
  const { s3 } = configuration.terraform.backend;
  if (s3) s3.key = stateKey(environment, was);
  writeFileSync(file, canonicalJson(configuration));
  return { ...synthesized, directory };
}
