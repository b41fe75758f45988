import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type ProjectConfiguration, type PreTasksExecutionContext } from '@nx/devkit';
import { commandOptions, readCommandOptions } from '../executors/verb-options';
import { preTasksExecution } from '../plugin/run-hooks';
import { openRun, type RunOptions } from '../run/run';
import { type GeneratedCommand } from './command-lines';
import { type GeneratedFile } from './environment-files';
import { optionsByNx } from '../executors/nx-command-line';

const workspaceRoot = resolve(__dirname, '../../../..');

/** Text that an engine or a terminal interprets. No accepted environment has it. */
const interpreted = /\$\{|%\{|\{\{resolve:|[\p{Cc}\p{Cf}]/iu;

/** Processes generated input as a command does, up to the point where it would ask AWS. */
export class InputTaker {
  private readonly projects: readonly ProjectConfiguration[];

  /** @param directory for the files that are generated; the caller removes it */
  constructor(private readonly directory: string) {
    this.projects = readdirSync(join(workspaceRoot, 'apps')).map((app) => ({
      root: `apps/${app}`,
      ...(JSON.parse(readFileSync(join(workspaceRoot, 'apps', app, 'project.json'), 'utf8')) as {
        name: string;
      }),
    }));
    mkdirSync(directory, { recursive: true });
    this.write('good.json', '{ "name": "good", "preset": "saas", "account": "123456789012" }');
    this.write('bad.json', '{ "name": "bad", "name": "good" }');
  }

  /** @throws BulkheadError, or Error if an environment was accepted that an engine would interpret */
  takeFile({ name, bytes }: GeneratedFile): void {
    this.write(name, bytes);
    try {
      const { environment } = this.open({ environment: name });
      const foul = textsOf(environment).find((text) => interpreted.test(text));
      if (foul !== undefined) throw new Error(`It was accepted with ${JSON.stringify(foul)}.`);
    } finally {
      rmSync(join(this.directory, name));
    }
  }

  /** @throws BulkheadError, or whatever a hook of Nx throws */
  async takeCommand({ command, words }: GeneratedCommand): Promise<void> {
    const hasEnvironment = 'environment' in commandOptions[command].shape;
    await preTasksExecution(undefined, {
      argv: ['node', 'nx', 'run', `network:${command}`, ...words],
      workspaceRoot,
      nxJsonConfiguration: {},
    } as unknown as PreTasksExecutionContext);
    const given = optionsByNx(command, words, hasEnvironment ? { environment: 'local' } : {});
    const options = readCommandOptions(command, given);
    if (hasEnvironment) this.open(options as RunOptions);
  }

  private open(options: RunOptions) {
    return openRun({
      workspaceRoot,
      workingDirectory: this.directory,
      projects: this.projects,
      apps: this.projects.flatMap(({ name }) => name ?? []),
      options,
      parallel: 1,
      output: { line: () => undefined, event: () => undefined },
    });
  }

  private write(name: string, content: string | Uint8Array): void {
    writeFileSync(join(this.directory, name), content);
  }
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}
