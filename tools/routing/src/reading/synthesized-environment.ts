import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '@bulkhead/errors';
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
 * @throws Refusal `NotSynthesized` if there is no index
 */
export function readSynthesizedEnvironment(workspaceRoot: string, name: string): SynthesizedEnvironment {
  const index = join(workspaceRoot, 'dist/synth', name, 'index.json');
  if (!existsSync(index)) {
    throw new Refusal(
      'NotSynthesized',
      `Environment ${name} is not synthesized: there is no dist/synth/${name}.`,
      {
        next: `npx nx run-many -t synth -c ${name}`,
      },
    );
  }
  const read = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
  const { stacks } = z.object({ stacks: z.array(indexEntry) }).parse(read(index));
  return {
    name,
    stacks: stacks.map(({ template, complete = template, ...entry }) => ({
      ...entry,
      template: read(join(workspaceRoot, complete)) as object,
    })),
  };
}
