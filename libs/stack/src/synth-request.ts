import { regionRoles } from '@bulkhead/config';
import { BulkheadError } from '@bulkhead/errors';
import { z } from 'zod';

/** Environment variable through which a tool tells an app's entry what to synthesize, as JSON. */
export const synthRequestVariable = 'BULKHEAD_SYNTH';

const synthRequest = z.strictObject({
  /** Name of the environment, or the path of its JSON file. */
  environment: z.string(),
  /** What a relative path in `environment` starts from. */
  workingDirectory: z.string(),
  stack: z.string(),
  role: z.enum(regionRoles),
  /** Empty folder that receives the template and `stack.json`. */
  directory: z.string(),
});

/** What a tool asks an app's entry for: one stack, in one environment and region role. */
export type SynthRequest = z.infer<typeof synthRequest>;

/**
 * The request of the tool that started this process.
 *
 * @throws BulkheadError `NoSynthRequest` when a person started it
 */
export function readSynthRequest(variables: NodeJS.ProcessEnv = process.env): SynthRequest {
  const text = variables[synthRequestVariable];
  if (!text) {
    throw new BulkheadError(
      'NoSynthRequest',
      `This entry is run by the stacks tool, which says in ${synthRequestVariable} what to synthesize.`,
      {
        next: 'npx nx run-many -t synth -c local',
      },
    );
  }
  return synthRequest.parse(JSON.parse(text));
}
