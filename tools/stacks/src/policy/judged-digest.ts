import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson } from '@bulkhead/stack';
import { artifactDigests } from '../synthesis/artifact-digests';
import { type Run } from '../run/run';
import { digestOf, InputDigests } from '../synthesis/input-digests';
import { type Synthesized } from '../synthesis/synthesize';
import { type StackInstance } from '../workspace/stack-instance';

/**
 * Digest of everything that a verdict depends on: the environment, the synthesized files of each stack with its
 * suppressions, the rules with their code, and the day, because a suppression may have expired.
 *
 * @param today as `2027-12-31`
 */
export function digestOfJudged(
  { workspaceRoot, environment, instances }: Pick<Run, 'workspaceRoot' | 'environment' | 'instances'>,
  synthesized: ReadonlyMap<StackInstance, Synthesized | Error>,
  today: string,
): string {
  const { name, account, protected: isProtected, target } = environment;
  const stacks = instances.map((instance) => {
    const outcome = synthesized.get(instance);
    const isKnown = outcome !== undefined && !(outcome instanceof Error);
    return { id: instance.id, files: isKnown ? artifactDigests(outcome.directory) : null };
  });
  return digestOf(
    canonicalJson({
      environment: { name, account, isProtected, target },
      stacks,
      rules: rulesOf(workspaceRoot),
      today,
    }),
  );
}

/** Digests of the code that judges: the compiled libs, this tool, and the packages. */
function rulesOf(workspaceRoot: string): Record<string, string> {
  const digests = new InputDigests(workspaceRoot);
  const libs = existsSync(join(workspaceRoot, 'libs')) ? readdirSync(join(workspaceRoot, 'libs')) : [];
  const paths = [
    ...libs.map((lib) => `libs/${lib}/dist`),
    'tools/stacks/dist/policy',
    'package-lock.json',
    'node_modules/.package-lock.json',
  ];
  return Object.fromEntries(paths.map((path) => [path, digests.file(path)]));
}
