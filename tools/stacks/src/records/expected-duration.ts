import { expectedSeconds } from '../synthesis/expected-seconds';
import { type Synthesized } from '../synthesis/synthesize';
import { type DeployRecord } from './record';

/**
 * What the next deploy of a stack is expected to take: as long as the last one that succeeded, or, without one, what its
 * types of resources take.
 *
 * @param synthesized an error where the stack could not be synthesized
 * @returns seconds
 */
export function expectedDuration(
  record: Pick<DeployRecord, 'seconds'> | undefined,
  synthesized: Synthesized | Error | undefined,
): number {
  if (record?.seconds !== undefined) return record.seconds;
  if (!synthesized || synthesized instanceof Error) return 0;
  try {
    return expectedSeconds(synthesized);
  } catch {
    // Somebody removed the template since. The deploy of the stack says so, and the others need no order for that.
    return 0;
  }
}
