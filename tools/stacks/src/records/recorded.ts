import { Refusal } from '@bulkhead/errors';
import { type StackInstance } from '../workspace/stack-instance';
import { type DeployedState } from './deployed-state';
import { type DeployRecord } from './record';

/** Work of an engine on one stack, and what its record says before, while and after it is done. */
export interface RecordedWork<T> {
  readonly instance: StackInstance;
  readonly before: DeployRecord | undefined;
  /** What is recorded while the engine is at work, and stays where the run is killed. */
  readonly during: DeployRecord;
  /** What is recorded where the engine fails. */
  readonly failed: () => Promise<DeployRecord>;
  /** Whether the engine may be at work still, since the work ended without it, so that `during` is still true. */
  readonly isUnderWay: (error: unknown) => boolean;
  /**
   * Calls the engine. `attempt` has to be called before each attempt: what refuses a further one says nothing of what an
   * earlier one has touched.
   *
   * @returns its result, and what is recorded then; undefined where nothing is left to record
   */
  readonly work: (attempt: () => void) => Promise<{ result: T; after: DeployRecord | undefined }>;
}

/**
 * Lets an engine work on a stack with a record that never claims more than is true. Of a refusal, which touched nothing,
 * nothing stays.
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
    // What ended the work may keep the record from being written too; the error to report is the first one.
    if (!isUnderWay(error)) {
      const untouched = error instanceof Refusal && attempts < 2;
      await (untouched ? Promise.resolve(before) : failed()).then(write).catch(() => undefined);
    }
    throw error;
  }
}
