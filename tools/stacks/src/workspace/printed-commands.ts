import { shellWord } from '@bulkhead/errors';
import { type StackInstance } from './stack-instance';

/** An environment as the user named it. */
export interface NamedEnvironment {
  readonly options: {
    /** Name of an environment, or the path of its JSON file. */
    readonly environment: string;
  };
}

/** The environment of a run as the user names it in a shell: `-c local`, `--environment=qa.json`. */
export function environmentOption({ options }: NamedEnvironment): string {
  return options.environment.endsWith('.json')
    ? shellWord(`--environment=${options.environment}`)
    : `-c ${shellWord(options.environment)}`;
}

/** The command that brings a stack's state and its record back into agreement, as the user would type it. */
export function recoverCommand(
  of: NamedEnvironment,
  { app, stack, role }: Pick<StackInstance, 'app' | 'stack' | 'role'>,
): string {
  return `npx nx run ${app}:recover ${environmentOption(of)} --stack=${stack} --role=${role}`;
}

/**
 * A command of the AWS CLI. The shell of the user uses AWS, even if this process uses the local AWS.
 *
 * @param variables of this process
 */
export function awsCommand(
  words: string,
  { AWS_ENDPOINT_URL: endpoint }: NodeJS.ProcessEnv = process.env,
): string {
  const local = `AWS_ENDPOINT_URL=${endpoint} AWS_ACCESS_KEY_ID=emulator AWS_SECRET_ACCESS_KEY=emulator `;
  return `${endpoint ? local : ''}aws ${words}`;
}
