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

/** A stack as the object that Terraform's JSON syntax describes, with what the emulator's has less. */
export interface TerraformConfiguration {
  readonly configuration: Record<string, unknown>;
  /** The same with nothing left out. */
  readonly complete: Record<string, unknown>;
  readonly omitted: readonly OmittedResource[];
}

/** Folder of the files that a configuration refers to, beside it. */
const assets = 'assets';

/**
 * The Terraform configuration of a stack.
 *
 * @param directory receives the files that the configuration refers to. @default they are not kept
 * @emulator What the list above names is left out of what is deployed of a CDKTF stack; the policy judges the whole stack.
 */
export function synthesize(
  Stack: StackClass,
  context: StackContext,
  directory?: string,
): TerraformConfiguration {
  const outdir = mkdtempSync(join(tmpdir(), 'bulkhead-cdktf-'));
  try {
    // Stack traces in metadata would be dropped with the comments; collecting them is half of the synthesis.
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
