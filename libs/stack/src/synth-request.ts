import { regionRoles } from '@bulkhead/config';
import { BulkheadError } from '@bulkhead/errors';
import { z } from 'zod';

/** Environment variable in which a tool passes its request to an app's entry, as JSON. */
export const synthRequestVariable = 'BULKHEAD_SYNTH';

const synthRequest = z.strictObject({
  /** Name of the environment, or the path of its JSON file. */
  environment: z.string(),
  /** Base of a relative path in `environment`. */
  workingDirectory: z.string(),
  stack: z.string(),
  role: z.enum(regionRoles),
  /** Empty folder for the template and `stack.json`. */
  directory: z.string(),
});

/** The request of a tool to an app's entry: one stack, in one environment and region role. */
export type SynthRequest = z.infer<typeof synthRequest>;

/**
 * The request of the tool that started this process.
 *
 * @throws BulkheadError `NoSynthRequest` if a person started the process
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
