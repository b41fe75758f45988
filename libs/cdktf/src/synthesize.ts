import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type OmittedResource, type StackContext } from '@bulkhead/stack';
import { App } from 'cdktf';
import { type Construct } from 'constructs';
import { type BulkheadStack } from './bulkhead-stack';
import { withoutOmissions } from './emulator-omissions';
import { withoutComments } from './terraform-json';

export type StackClass = new (scope: Construct, context: StackContext) => BulkheadStack;

/** A stack in Terraform's JSON syntax, with the parts that are left out on the emulator. */
export interface TerraformConfiguration {
  readonly configuration: Record<string, unknown>;
  /** The same configuration with nothing left out. */
  readonly complete: Record<string, unknown>;
  readonly omitted: readonly OmittedResource[];
}

/** Folder for the files that a configuration refers to, beside the configuration. */
const assets = 'assets';

/**
 * The Terraform configuration of a stack.
 *
 * @param directory folder for the files that the configuration refers to. @default the files are not kept
 * @emulator The resources and attributes in the list above are left out of a deployed CDKTF stack. The policy judges
 * the whole stack.
 */
export function synthesize(
  Stack: StackClass,
  context: StackContext,
  directory?: string,
): TerraformConfiguration {
  const outdir = mkdtempSync(join(tmpdir(), 'bulkhead-cdktf-'));
  try {
    // Stack traces would be dropped with the comments, and collecting them takes half of the synthesis.
    const app = new App({ outdir, stackTraces: false });
    const stack = new Stack(app, context);
    app.synth();
    const synthesized = join(outdir, 'stacks', stack.node.id);
    const written = readFileSync(join(synthesized, 'cdk.tf.json'), 'utf8');
    if (directory && existsSync(join(synthesized, assets)))
      cpSync(join(synthesized, assets), join(directory, assets), { recursive: true });
    const complete = withoutComments(JSON.parse(written)) as Record<string, unknown>;
    return context.environment.target === 'emulator'
      ? { ...withoutOmissions(complete), complete }
      : { configuration: complete, complete, omitted: [] };
  } finally {
    rmSync(outdir, { recursive: true });
  }
}
