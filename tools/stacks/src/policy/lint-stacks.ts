import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { BulkheadError } from '@bulkhead/errors';
import { readStack, templateOf } from '@bulkhead/policy';
import { lint, type LintResult } from '../engines/cdk/cfn-lint';
import { type SynthIndexEntry } from '../synthesis/synth-index';

/** The messages of cfn-lint about stacks, and the number of templates that it read. */
export interface LintedStacks {
  readonly templates: number;
  readonly result: LintResult;
}

/**
 * Runs cfn-lint once over the CDK templates and over the Terraform stacks translated to CloudFormation. A property that
 * CloudFormation does not know is a mistake in a mapping table, and no rule would see it.
 */
export async function lintStacks(
  entries: readonly SynthIndexEntry[],
  workspaceRoot: string,
): Promise<LintedStacks> {
  const directory = mkdtempSync(join(tmpdir(), 'bulkhead-lint-'));
  try {
    const templates = entries.flatMap((entry) => {
      if (entry.engine === 'cdk') return [join(workspaceRoot, entry.template)];
      const template = mapped(entry, workspaceRoot);
      if (template === undefined) return [];
      const file = join(directory, entry.template.replace(/\.tf\.json$/, '.template.json'));
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, template);
      return [file];
    });
    return { templates: templates.length, result: await lint(templates) };
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** A stack as a template. Nothing if it cannot be read; the judgement has reported that. */
function mapped(entry: SynthIndexEntry, workspaceRoot: string): string | undefined {
  try {
    return JSON.stringify(templateOf(readStack(entry, workspaceRoot)), null, 1);
  } catch (error) {
    if (error instanceof BulkheadError) return undefined;
    throw error;
  }
}
