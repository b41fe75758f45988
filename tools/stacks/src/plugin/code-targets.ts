import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type TargetConfiguration } from '@nx/devkit';

/**
 * The targets of a project of which code is looked at: `lint`, and `test` if it has specs. Nx's own plugins for ESLint
 * and Jest would infer the same. But they load ESLint in each command, and TypeScript in each command after an edit,
 * which is a third of the processor time of a command.
 *
 * @param root folder of the project, from the root of the workspace
 */
export function codeTargets(workspaceRoot: string, root: string): Record<string, TargetConfiguration> {
  const hasSpecs = existsSync(join(workspaceRoot, root, 'jest.config.js'));
  return {
    lint: {
      executor: 'nx:run-commands',
      options: { command: 'eslint .', cwd: root },
      metadata: { description: 'Lint the project', technologies: ['eslint'] },
      cache: true,
      inputs: [
        'default',
        '^default',
        '{workspaceRoot}/eslint.config.mjs',
        '{workspaceRoot}/tools/boundaries/*.cjs',
        '{workspaceRoot}/tools/stacks/eslint-rooms.cjs',
        { externalDependencies: ['eslint'] },
      ],
      outputs: [],
    },
    ...(hasSpecs && {
      test: {
        executor: 'nx:run-commands',
        options: { command: 'jest', cwd: root },
        metadata: { description: 'Run the specs of the project', technologies: ['jest'] },
        cache: true,
        inputs: [
          'default',
          '^production',
          '{workspaceRoot}/jest.preset.js',
          { externalDependencies: ['jest', '@swc/jest'] },
        ],
        outputs: [],
      },
    }),
  };
}
