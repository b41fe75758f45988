import { shellWord } from '@bulkhead/errors';
import { type RunOptions } from '../run/run';
import { environmentOption } from '../workspace/printed-commands';

/**
 * The command with which a user runs a verb, quoted for a shell.
 *
 * @param projects names of the projects with the target; none for the whole workspace
 */
export function commandLine(verb: string, projects: readonly string[], options: RunOptions): string {
  const target =
    projects.length === 1
      ? `run ${projects[0]}:${verb}`
      : ['run-many -t', verb, ...(projects.length > 0 ? ['-p', projects.join(',')] : [])].join(' ');
  const said = Object.entries(options)
    .filter(([name]) => name !== 'environment')
    .flatMap(([name, value]) => optionsOf(name, value as unknown));
  return ['npx nx', target, environmentOption({ options }), ...said.map(shellWord)].join(' ');
}

function optionsOf(name: string, value: unknown): string[] {
  if (Array.isArray(value)) return value.map((each) => `--${name}=${String(each)}`);
  if (value === true) return [`--${name}`];
  return typeof value === 'string' || typeof value === 'number' ? [`--${name}=${value}`] : [];
}
