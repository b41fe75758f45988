import { BulkheadError } from '@bulkhead/errors';

/** A service that continues to work on a stack although the run has stopped waiting. */
export interface AtWork {
  /** Who, for people: `CloudFormation`. */
  readonly who: string;
  /** Its present work, such as `UPDATE_IN_PROGRESS`. */
  readonly doing: string;
  /** The command that shows whether the work has ended. */
  readonly look: string;
}

/** The deadline of a stack has passed, and its engine continues without the run: the record still says "under way". */
export class LeftAtWork extends BulkheadError {
  /**
   * @param minutes how long the stack was waited for, in words
   * @param isRecorded whether there is a record of the stack, which says that it is under way
   */
  constructor(id: string, minutes: string, { who, doing, look }: AtWork, isRecorded: boolean) {
    const standing = isRecorded ? 'The stack is recorded as under way, and this run' : 'This run';
    super(
      'DeadlineExceeded',
      [
        `${id} was not finished after ${minutes} and is not waited for any longer.`,
        `${who} goes on with it (${doing}) until it completes or rolls back. ${standing} gives back its lock: the next run waits for ${who}.`,
      ].join('\n'),
      {
        next: `run the same command again; it waits for ${who} and continues from there. --deadlineMinutes lets it wait longer. To check the status: ${look}`,
      },
    );
  }
}
