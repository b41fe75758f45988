import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** The part of an entry of `dist/synth/<environment>/index.json` that the simulator reads. */
const indexEntry = z.object({
  app: z.string(),
  stack: z.string(),
  engine: z.enum(['cdk', 'cdktf']),
  role: z.enum(['primary', 'dr', 'global']),
  region: z.string(),
  template: z.string(),
  complete: z.string().optional(),
});

/** One synthesized stack with its template. */
export interface SynthesizedTemplate extends Omit<z.infer<typeof indexEntry>, 'template' | 'complete'> {
  /** The parsed template: Terraform JSON or CloudFormation. */
  readonly template: object;
}

/** Everything that was synthesized for an environment. */
export interface SynthesizedEnvironment {
  readonly name: string;
  readonly stacks: readonly SynthesizedTemplate[];
}

/**
 * Reads what was synthesized for an environment, with nothing left out for the emulator.
 *
 * @param workspaceRoot absolute path
 */
export function readSynthesizedEnvironment(workspaceRoot: string, name: string): SynthesizedEnvironment {
  const read = (path: string): unknown => JSON.parse(readFileSync(join(workspaceRoot, path), 'utf8'));
  const { stacks } = z.object({ stacks: z.array(indexEntry) }).parse(read(`dist/synth/${name}/index.json`));
  return {
    name,
    stacks: stacks.map(({ template, complete = template, ...entry }) => ({
      ...entry,
      template: read(complete) as object,
    })),
  };
}
