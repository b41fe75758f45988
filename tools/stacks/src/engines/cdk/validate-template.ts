import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findOnPath } from '@bulkhead/emulator';
import { BulkheadError } from '@bulkhead/errors';
import { type EngineRequest } from '../engine';

/**
 * Checks a template with CDK's own CloudFormation validation, and with cfn-lint where it is installed.
 *
 * @throws BulkheadError `InvalidTemplate`, with what the validator printed
 */
export async function validateTemplate(request: EngineRequest): Promise<void> {
  const { synthesized, instance, progress } = request;
  const template = join(synthesized.directory, synthesized.template);
  const cfnLint = findOnPath('cfn-lint');
  if (!cfnLint) {
    progress('cfn-lint is not on the PATH and was not run (pipx install cfn-lint)');
    return;
  }
  try {
    // Errors only: cfn-lint's warnings are advice, and what we insist on is a rule of libs/policy.
    await promisify(execFile)(cfnLint, ['--non-zero-exit-code', 'error', '--', template]);
    progress('cfn-lint: no errors');
  } catch (cause) {
    const { stdout = '', message } = cause as Error & { stdout?: string };
    throw new BulkheadError(
      'InvalidTemplate',
      `cfn-lint refuses ${instance.id}:\n${stdout.trim() || message}`,
      {
        next: `correct apps/${instance.app}`,
        cause,
      },
    );
  }
}
