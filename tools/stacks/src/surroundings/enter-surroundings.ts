import { emulatorEnvironment } from '@bulkhead/emulator';
import { Refusal } from '@bulkhead/errors';
import { absolutePaths } from './absolute-paths';
import { awsFileProblems } from './aws-files';
import { credentialSource } from './credential-source';
import { type FileProblem } from './file-problem';
import { terraformFileProblems } from './terraform-files';
import { type TargetKind } from './ruling';
import { type RefusedVariable, sortVariables } from './variable-rules';

/**
 * Variable with the URL of something on this machine that answers in place of AWS for an environment of an account. It
 * is for tests; no shell has it by accident.
 */
export const endpointVariable = 'BULKHEAD_AWS_ENDPOINT';

/** The part of a run that its surroundings depend on. */
export interface SurroundingsRequest {
  readonly target: TargetKind;
  /** The regions of the environment. */
  readonly regions: readonly string[];
  /** A region that the run uses anyway. */
  readonly region: string;
  /** The user's folder: the user's relative paths begin there. */
  readonly workingDirectory: string;
  /** The command of the user, which a refusal repeats: `npx nx run network:deploy -c local`. */
  readonly command: string;
  /** Prints a line for the user. */
  readonly say: (line: string) => void;
}

/**
 * Gives this process the surroundings that a run is promised, whatever the shell and the files of the user say. The
 * SDKs and the CDK's toolkit read the variables of this process, and its child processes get some of them. So this has
 * to run before all of them.
 *
 * @param variables those of this process, which are changed
 * @throws Refusal `ForeignSettings`, naming everything that could redirect a run or change a plan; nothing is changed
 * @emulator No credentials and no AWS files of the user are read.
 */
export async function enterSurroundings(
  request: SurroundingsRequest,
  variables: NodeJS.ProcessEnv = process.env,
): Promise<void> {
  const { target, say, workingDirectory } = request;
  const shell = { ...variables, ...absolutePaths(variables, workingDirectory) };
  const sorted = sortVariables(shell, target);
  const source = target === 'aws' ? credentialSource(shell) : { changes: {}, lines: [] };
  const problems = [
    ...(target === 'aws' ? await awsFileProblems({ ...shell, ...source.changes }) : []),
    ...terraformFileProblems(shell),
  ];
  const refused = [...sorted.refused, ...foreignEndpoint(request, shell)];
  if (refused.length > 0 || problems.length > 0) throw refusal(request, refused, problems);

  const region = shell['AWS_REGION'] || shell['AWS_DEFAULT_REGION'];
  Object.assign(variables, shell);
  for (const name of sorted.removed) delete variables[name];
  change(variables, source.changes);
  for (const line of source.lines) say(line);
  if (sorted.ignored.length > 0) say(`Ignored, as docs/surroundings.md says: ${sorted.ignored.join(', ')}`);
  if (target === 'aws') enterAccount(request, variables, region);
}

function enterAccount(
  { regions, region, say }: SurroundingsRequest,
  variables: NodeJS.ProcessEnv,
  named: string | undefined,
): void {
  if (named && !regions.includes(named))
    say(`AWS_REGION is ignored: the environment is in ${regions.join(' and ')}, not in ${named}.`);
  // The region in which the toolkit assumes a role. The default is us-east-1, which may be the region that is down.
  variables['AWS_REGION'] = region;
  const endpoint = variables[endpointVariable];
  if (!endpoint) return;
  const { AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_S3_FOR_CLOUDFORMATION } = emulatorEnvironment(endpoint);
  change(variables, { AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_S3_FOR_CLOUDFORMATION });
  say(`Warning: ${endpoint} answers in place of AWS (${endpointVariable}).`);
}

/**
 * An endpoint on another machine could be anybody's, and would get credentials.
 *
 * @emulator The endpoint is not looked at: the address of the emulator holds.
 */
function foreignEndpoint({ target }: SurroundingsRequest, variables: NodeJS.ProcessEnv): RefusedVariable[] {
  const endpoint = variables[endpointVariable];
  if (target === 'emulator' || !endpoint || isLoopback(endpoint)) return [];
  const why = 'It has to be a URL of this machine, such as http://127.0.0.1:5566.';
  return [{ name: endpointVariable, why }];
}

function isLoopback(endpoint: string): boolean {
  return URL.canParse(endpoint) && ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(endpoint).hostname);
}

function change(variables: NodeJS.ProcessEnv, changes: Readonly<Record<string, string | undefined>>): void {
  for (const [name, value] of Object.entries(changes)) {
    // An environment has only texts: `undefined` would become the word.
    if (value === undefined) delete variables[name];
    else variables[name] = value;
  }
}

function refusal(
  { command }: SurroundingsRequest,
  refused: readonly RefusedVariable[],
  problems: readonly FileProblem[],
): Refusal {
  const names = refused.map(({ name }) => name);
  const edits = problems.map(({ next }) => next);
  const without = names.length > 0 ? [`env ${names.map((name) => `-u ${name}`).join(' ')} ${command}`] : [];
  return new Refusal(
    'ForeignSettings',
    [
      'Settings of the shell or of your files could redirect the run, or change its result. Nothing was touched.',
      // Never print a value: some are secrets.
      ...refused.map(({ name, why }) => `  ${name}: ${why}`),
      ...problems.map(({ setting, why }) => `  ${setting}: ${why}`),
      ...(names.length > 0 ? [`To be rid of it in this shell: unset ${names.join(' ')}`] : []),
    ].join('\n'),
    { next: [...edits, ...(edits.length > 0 && without.length === 0 ? [command] : without)].join('; then ') },
  );
}
