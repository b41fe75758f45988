import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { existsSync } from 'node:fs';
import { BulkheadError } from '@bulkhead/errors';
import {
  describeDiagnostic,
  type Diagnostic,
  parseMessage,
  type TerraformMessage,
} from './terraform-message';

export interface TerraformCall {
  /** Path of `terraform` or `tofu`. */
  readonly binary: string;
  readonly arguments: readonly string[];
  /** Working directory. */
  readonly directory: string;
  /** What the call is for, such as `database/relational@primary`, for messages. */
  readonly subject: string;
  readonly signal: AbortSignal;
  /** Called with every JSON line. @default nothing */
  readonly onMessage?: (message: TerraformMessage) => void;
}

/** An interrupted Terraform finishes what it has begun and saves its state; one that hangs is ended after this. */
const graceMs = 20_000;

/**
 * Runs Terraform to its end.
 *
 * @returns what it printed that was not JSON messages
 * @throws BulkheadError `StateLocked`, or `TerraformFailed` with Terraform's diagnostics; where the signal was
 * aborted, the signal's reason
 */
export async function runTerraform(call: TerraformCall): Promise<string> {
  call.signal.throwIfAborted();
  const diagnostics: Diagnostic[] = [];
  const text: string[] = [];
  const code = await run(call, (line) => {
    const message = parseMessage(line);
    if (!message) return text.push(line);
    if (message.diagnostic?.severity === 'error') diagnostics.push(message.diagnostic);
    return call.onMessage?.(message);
  });
  if (call.signal.aborted) throw call.signal.reason;
  if (code === 0) return text.join('\n');
  throw stateLocked(call, diagnostics) ?? terraformFailed(call, code, diagnostics, text);
}

function run(
  { binary, arguments: args, directory, signal }: TerraformCall,
  onLine: (line: string) => void,
): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(binary, args, {
      cwd: directory,
      env: terraformVariables(process.env),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let killer: NodeJS.Timeout | undefined;
    const interrupt = () => {
      child.kill('SIGINT');
      killer = setTimeout(() => child.kill('SIGKILL'), graceMs);
    };
    signal.addEventListener('abort', interrupt, { once: true });
    createInterface({ input: child.stdout }).on('line', onLine);
    createInterface({ input: child.stderr }).on('line', onLine);
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(killer);
      signal.removeEventListener('abort', interrupt);
      resolve(code);
    });
  });
}

/** The variables of this process, with those that keep Terraform from asking and from calling home. */
function terraformVariables(variables: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { TF_CLI_CONFIG_FILE: configuration, ...rest } = variables;
  return {
    ...rest,
    TF_IN_AUTOMATION: 'true',
    TF_INPUT: 'false',
    CHECKPOINT_DISABLE: 'true',
    // Terraform warns at every command about a configuration file that does not exist.
    ...(configuration && existsSync(configuration) && { TF_CLI_CONFIG_FILE: configuration }),
  };
}

function stateLocked(
  { subject, binary, directory }: TerraformCall,
  diagnostics: readonly Diagnostic[],
): BulkheadError | undefined {
  const lock = diagnostics.find(({ summary }) => summary.includes('acquiring the state lock'));
  if (!lock) return undefined;
  // A line each; the text before them has S3's own "RequestID: …, HostID: …".
  const field = (name: string) =>
    lock.detail?.match(new RegExp(`^\\s*${name}:[ \\t]+(.+)$`, 'm'))?.[1]?.trim() ?? 'unknown';
  return new BulkheadError(
    'StateLocked',
    `The Terraform state of ${subject} is locked by ${field('Who')} since ${field('Created')} (${field('Operation')}).`,
    {
      next: `wait for them; if nobody is deploying it: ${binary} -chdir=${directory} force-unlock ${field('ID')}`,
    },
  );
}

function terraformFailed(
  { subject, arguments: args }: TerraformCall,
  code: number | null,
  diagnostics: readonly Diagnostic[],
  text: readonly string[],
): BulkheadError {
  const said = diagnostics.length > 0 ? diagnostics.map(describeDiagnostic) : text;
  return new BulkheadError(
    'TerraformFailed',
    [`terraform ${args[0]} of ${subject} failed with code ${code}:`, ...said].join('\n').trimEnd(),
    {
      next: 'correct the cause and run the same command again; what was created is in the state and is continued from',
    },
  );
}
