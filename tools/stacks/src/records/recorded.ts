import { Refusal } from '@bulkhead/errors';
import { type StackInstance } from '../workspace/stack-instance';
import { type DeployedState } from './deployed-state';
import { type DeployRecord } from './record';

/** Work of an engine on one stack, with the records before, during and after the work. */
export interface RecordedWork<T> {
  readonly instance: StackInstance;
  readonly before: DeployRecord | undefined;
  /** The record while the engine is at work. It stays if the run is killed. */
  readonly during: DeployRecord;
  /** The record after a failure of the engine. */
  readonly failed: () => Promise<DeployRecord>;
  /**
   * Whether the engine may still be at work, because the call ended before the engine did. Then `during` is still true.
   */
  readonly isUnderWay: (error: unknown) => boolean;
  /**
   * Calls the engine. `attempt` has to be called before each attempt: a refusal of a later attempt says nothing of what
   * an earlier one has touched.
   *
   * @returns its result, and the record then; undefined if nothing is left to record
   */
  readonly work: (attempt: () => void) => Promise<{ result: T; after: DeployRecord | undefined }>;
}

/**
 * Lets an engine work on a stack with a record that never claims more than is true. A refusal, which touches nothing,
 * leaves no trace in the record.
 *
 * @throws what `work` throws
 */
export async function recorded<T>(state: DeployedState, recording: RecordedWork<T>): Promise<T> {
  const { instance, before, during, failed, isUnderWay, work } = recording;
  const write = (record: DeployRecord | undefined) =>
    record ? state.writeRecord(instance, record) : state.deleteRecord(instance);
  let attempts = 0;
  await write(during);
  try {
    const { result, after } = await work(() => attempts++);
    await write(after);
    return result;
  } catch (error) {
    // The failure of the work may also prevent the write of the record. The first error is the one to report.
    if (!isUnderWay(error)) {
      const untouched = error instanceof Refusal && attempts < 2;
      await (untouched ? Promise.resolve(before) : failed()).then(write).catch(() => undefined);
    }
    throw error;
  }
}
