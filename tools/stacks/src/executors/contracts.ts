import { environmentNames } from '@bulkhead/config';
import { parseManifest } from '@bulkhead/contracts';
import { describeError } from '@bulkhead/errors';
import { type ExecutorContext } from '@nx/devkit';
import { checkContracts, type ContractsOptions } from '../actions/contracts';
import { requireDeclared } from '../contracts/undeclared-stacks';
import { terminal } from '../run/output';
import { openRun } from '../run/run';
import { stacksAtOnce } from './stacks-at-once';
import { readCommandOptions } from './verb-options';

/** Checks what the stacks of every environment of the repository exchange. */
export default async function executor(
  given: ContractsOptions,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  const projects = Object.values(context.projectsConfigurations.projects);
  try {
    const options = readCommandOptions('contracts', given);
    const runs = environmentNames().map((environment) =>
      openRun({
        workspaceRoot: context.root,
        workingDirectory: context.cwd,
        projects,
        apps: projects.flatMap(({ name }) => name ?? []),
        options: { environment },
        parallel: stacksAtOnce(),
        output: terminal,
      }),
    );
    const manifests = projects.flatMap(
      (project) => parseManifest(project, `${project.root}/project.json`) ?? [],
    );
    for (const { environment } of runs) requireDeclared(environment, manifests);
    await checkContracts(runs, options);
    return { success: true };
  } catch (error) {
    terminal.line(describeError(error));
    return { success: false };
  }
}
