import { type StackResult } from './stack-result';

/** A run that ended well. */
export interface EndedRun {
  readonly verb: string;
  /** Name of the environment. */
  readonly environment: string;
  /** The environment as an option: `-c dev`. */
  readonly environmentOption: string;
  readonly results: readonly StackResult[];
  /** The command that deploys what this run only tried. @default it tried nothing */
  readonly deployCommand?: string;
}

/** The next steps after a run that ended well, as lines: the purpose, and the command below it. */
export function whatNext({
  verb,
  environment,
  environmentOption: option,
  results,
  deployCommand,
}: EndedRun): string[] {
  const command = (purpose: string, words: string) => [`  ${purpose}:`, `    npx nx ${words}`];
  if (results.length === 0) return [];
  if (deployCommand !== undefined)
    return results.every(({ outcome }) => outcome === 'unchanged')
      ? []
      : ['  to deploy them:', `    ${deployCommand}`];
  if (verb === 'deploy') {
    return [
      ...command('to see what somebody changes by hand from now on', `run-many -t drift ${option}`),
      ...command('to see what the next deploy would do', `run-many -t diff ${option}`),
    ];
  }
  if (verb === 'diff' && results.some(({ outcome }) => outcome === 'done')) {
    const plan = `--plan=dist/diff/${environment}.json`;
    return command('to deploy exactly this', `run-many -t deploy ${option} ${plan}`);
  }
  return [];
}
