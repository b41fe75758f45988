import { BulkheadError } from '@bulkhead/errors';
import { type DeployRecord } from '../records/record';
import { type StackInstance } from '../workspace/stack-instance';
import { type Deployment } from './deployment';

/**
 * Records that an unchanged stack is what the checked-out commit makes, if `nx affected` could not start from its
 * present record. If the user may not write records, the stack counts as unchanged all the same.
 *
 * @returns what was recorded, in words; empty if nothing had to be recorded, or could be
 */
export async function renewOrigin(
  { run, reviewed, renewedOrigins, locks, state, records }: Deployment,
  instance: StackInstance,
  record: DeployRecord | undefined,
): Promise<string> {
  if (!record || reviewed || run.options.dryRun) return '';
  const by = await renewedOrigins.of(instance, record);
  if (!by) return '';
  try {
    return await locks.holding(instance, async () => {
      const now = (await state.record(instance)).get(instance);
      // Meanwhile somebody has deployed the stack from another commit.
      if (now?.at !== record.at || now.outcome !== record.outcome) return '';
      const renewed = { ...now, by: { ...by, ...(now.by && { caller: now.by.caller, tool: now.by.tool }) } };
      await state.writeRecord(instance, renewed);
      records.set(instance, renewed);
      return `recorded as what commit ${by.commit} makes`;
    });
  } catch (error) {
    if (!(error instanceof BulkheadError)) throw error;
    return `not recorded as what commit ${by.commit} makes: ${error.message}`;
  }
}
