import { BulkheadError } from '@bulkhead/errors';

/** What is at work on a stack, and goes on with it although the run has stopped waiting. */
export interface AtWork {
  /** Who, for people: `CloudFormation`. */
  readonly who: string;
  /** What it does, such as `UPDATE_IN_PROGRESS`. */
  readonly doing: string;
  /** The command that tells when it has ended. */
  readonly look: string;
}

/** The time for a stack has passed, and its engine goes on without the run: what is recorded as under way still is. */
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
        `${who} goes on with it (${doing}), to its end or back to what was. ${standing} gives back its lock: whoever comes next waits for ${who}.`,
      ].join('\n'),
      {
        next: `run the same command again, which waits for ${who} and goes on from there, with --deadlineMinutes for longer; to look: ${look}`,
      },
    );
  }
}
