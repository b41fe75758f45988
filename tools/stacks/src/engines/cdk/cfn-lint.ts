import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { findOnPath } from '@bulkhead/emulator';

/** The result of cfn-lint; `absent` if cfn-lint is not installed. */
export type LintResult =
  { readonly outcome: 'absent' | 'clean' } | { readonly outcome: 'errors'; readonly printed: string };

/**
 * Runs cfn-lint over CloudFormation templates, for errors only: warnings are advice, and our own rules are in
 * `libs/policy`.
 *
 * @param templates paths
 */
export async function lint(templates: readonly string[]): Promise<LintResult> {
  const cfnLint = findOnPath('cfn-lint');
  if (!cfnLint) return { outcome: 'absent' };
  if (templates.length === 0) return { outcome: 'clean' };
  try {
    // Without `--ignore-checks W`, cfn-lint prints warnings among the errors.
    const options = ['--non-zero-exit-code', 'error', '--ignore-checks', 'W', 'I'];
    await promisify(execFile)(cfnLint, [...options, '--', ...templates], { maxBuffer: 1e8 });
    return { outcome: 'clean' };
  } catch (cause) {
    const { stdout = '', message } = cause as Error & { stdout?: string };
    return { outcome: 'errors', printed: stdout.trim() || message };
  }
}
