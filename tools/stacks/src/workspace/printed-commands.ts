import { shellWord } from '@bulkhead/errors';
import { type StackInstance } from './stack-instance';

/** An environment as the user named it. */
export interface NamedEnvironment {
  readonly options: {
    /** Name of an environment, or the path of its JSON file. */
    readonly environment: string;
  };
}

/** How the user names the environment of a run to a shell: `-c local`, `--environment=qa.json`. */
export function environmentOption({ options }: NamedEnvironment): string {
  return options.environment.endsWith('.json')
    ? shellWord(`--environment=${options.environment}`)
    : `-c ${shellWord(options.environment)}`;
}

/** The command that brings what is kept of a stack and its record together again, as the user would type it. */
export function recoverCommand(
  of: NamedEnvironment,
  { app, stack, role }: Pick<StackInstance, 'app' | 'stack' | 'role'>,
): string {
  return `npx nx run ${app}:recover ${environmentOption(of)} --stack=${stack} --role=${role}`;
}
