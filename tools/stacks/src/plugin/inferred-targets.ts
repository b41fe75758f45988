import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseManifest } from '@bulkhead/contracts';
import { type CreateNodesV2, createNodesFromFiles, type TargetConfiguration } from '@nx/devkit';
import { environmentNames } from './environment-names';
import { environmentDigestVariable } from './run-hooks';
import { type Verb } from './verbs';

/** The environment a command is for when it names none: the one that cannot do harm. */
const defaultEnvironment = 'local';

/** Gives every app whose manifest declares stacks its targets; nothing of them is written by hand. */
export const createNodesV2: CreateNodesV2 = [
  '**/project.json',
  (files, options, context) =>
    createNodesFromFiles(
      (file) => {
        const manifest = parseManifest(
          JSON.parse(readFileSync(join(context.workspaceRoot, file), 'utf8')),
          file,
        );
        if (!manifest) return {};
        const targets = stackTargets(manifest.name, environmentNames(context.workspaceRoot));
        return { projects: { [dirname(file)]: { targets } } };
      },
      files,
      options,
      context,
    ),
];

function stackTargets(app: string, environments: readonly string[]): Record<Verb, TargetConfiguration> {
  const build = { projects: ['bulkhead'], target: 'build' };
  const synth = { target: 'synth', params: 'forward' as const };
  const configurations = Object.fromEntries(
    environments.map((environment) => [environment, { environment }]),
  );
  const target = (
    verb: Verb,
    description: string,
    rest: Partial<TargetConfiguration>,
  ): TargetConfiguration => ({
    executor: `@bulkhead/stacks:${verb}`,
    options: { environment: defaultEnvironment },
    configurations,
    metadata: { description, technologies: ['aws'] },
    ...rest,
  });
  // Every task that must be ordered by contracts waits for the same task and for nothing else, so that Nx has
  // them all ready at once and hands them over as one batch, within which the stacks tool orders them. Nx's own
  // ordering would run what a task depends on, and so deploy stacks that are not affected.
  const ordered = { cache: false, dependsOn: [build] };
  return {
    synth: target('synth', 'Synthesize the stacks of the app', {
      cache: true,
      dependsOn: [build],
      inputs: ['production', '^production', { env: environmentDigestVariable }],
      outputs: [`{workspaceRoot}/dist/synth/{options.environment}/*/${app}`],
    }),
    validate: target('validate', 'Validate the synthesized stacks', {
      cache: true,
      dependsOn: [build, synth],
      inputs: [
        'production',
        '^production',
        '{workspaceRoot}/tools/stacks/src/**/*',
        { env: environmentDigestVariable },
      ],
    }),
    diff: target('diff', 'Show what a deploy would change', ordered),
    deploy: target('deploy', 'Deploy the stacks that differ from what is deployed', ordered),
    destroy: target('destroy', 'Destroy the stacks, consumers first', ordered),
  };
}
