import type { StackStatus } from '@aws-sdk/client-cloudformation';

/** What each verb does about a stack in a given status. */
export interface StackWays {
  /**
   * `create` or `update` at once; `wait` until CloudFormation has finished; `continue-rollback` or `roll-back` a failed
   * update, and update then; `make-anew`: delete and create a stack that never came into being; `refuse`.
   */
  readonly deploy: 'create' | 'update' | 'wait' | 'continue-rollback' | 'roll-back' | 'make-anew' | 'refuse';
  /** `compare` with the template that CloudFormation has; `all-new`: a deploy creates every resource. */
  readonly diff: 'compare' | 'all-new';
  /**
   * `compare` with AWS; `compare-in-part`; `absent`: nothing was deployed; `later`; `broken`: nobody knows the
   * resources.
   */
  readonly drift: 'compare' | 'compare-in-part' | 'absent' | 'later' | 'broken';
  /** `delete`, from the start or the rest of an earlier deletion; `wait` first; `nothing` is there. */
  readonly destroy: 'delete' | 'wait' | 'nothing';
  /** The meaning of the status, as the end of a sentence that begins with the stack's name. */
  readonly means: string;
}

const absent = { deploy: 'create', diff: 'all-new', drift: 'absent', destroy: 'nothing' } as const;
const settled = { deploy: 'update', diff: 'compare', drift: 'compare', destroy: 'delete' } as const;
const atWork = { deploy: 'wait', diff: 'compare', drift: 'later', destroy: 'wait' } as const;
/** Nothing of the stack was ever in use; the caller must prove that first, with `stack-history.ts`. */
const neverCreated = { deploy: 'make-anew', diff: 'all-new', drift: 'absent', destroy: 'delete' } as const;

/**
 * Every status of a stack, and what each verb does about it. After a deletion or a creation that failed, the status
 * does not tell whether the stack was ever complete. If it was, `brokenWays` replaces the ways of a stack that never
 * came into being.
 *
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_Stack.html lists the statuses,
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/view-stack-events.html what is possible in each.
 */
export const stackWays: Readonly<Record<StackStatus, StackWays>> = {
  CREATE_COMPLETE: { ...settled, means: 'is deployed' },
  UPDATE_COMPLETE: { ...settled, means: 'is deployed' },
  UPDATE_ROLLBACK_COMPLETE: { ...settled, means: 'is as it was before an update that failed' },
  IMPORT_COMPLETE: { ...settled, means: 'is deployed, with resources that were imported' },
  IMPORT_ROLLBACK_COMPLETE: { ...settled, means: 'is as it was before an import that failed' },
  DELETE_COMPLETE: { ...absent, means: 'is deleted' },

  CREATE_IN_PROGRESS: { ...atWork, means: 'is being created' },
  ROLLBACK_IN_PROGRESS: { ...atWork, means: 'is being removed after a creation that failed' },
  UPDATE_IN_PROGRESS: { ...atWork, means: 'is being updated' },
  UPDATE_COMPLETE_CLEANUP_IN_PROGRESS: {
    ...atWork,
    means: 'is updated, and what it no longer has is being removed',
  },
  UPDATE_ROLLBACK_IN_PROGRESS: { ...atWork, means: 'is being put back after an update that failed' },
  UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS: {
    ...atWork,
    means: 'is put back after an update that failed, and what that had added is being removed',
  },
  DELETE_IN_PROGRESS: { ...atWork, means: 'is being deleted' },
  IMPORT_IN_PROGRESS: { ...atWork, means: 'is importing resources' },
  IMPORT_ROLLBACK_IN_PROGRESS: { ...atWork, means: 'is being put back after an import that failed' },

  // A change set for the creation was made and never executed: only the name exists.
  REVIEW_IN_PROGRESS: { ...neverCreated, means: 'was described by a change set and never created' },
  // A stack in these two can only be deleted.
  ROLLBACK_COMPLETE: { ...neverCreated, means: 'failed to be created, and was rolled back' },
  ROLLBACK_FAILED: { ...neverCreated, means: 'failed to be created, and could not be rolled back' },
  // Somebody created the stack with the rollback switched off.
  CREATE_FAILED: { ...neverCreated, means: 'failed to be created, and was not rolled back' },
  DELETE_FAILED: { ...neverCreated, means: 'failed to be deleted' },

  // Only ContinueUpdateRollback and DeleteStack work in this status.
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-continueupdaterollback.html
  UPDATE_ROLLBACK_FAILED: {
    ...settled,
    deploy: 'continue-rollback',
    drift: 'compare-in-part',
    means: 'failed to be updated, and could not be rolled back',
  },
  // The update had its rollback switched off. RollbackStack puts the stack back to its last complete status.
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_RollbackStack.html
  UPDATE_FAILED: {
    ...settled,
    deploy: 'roll-back',
    drift: 'broken',
    means: 'failed to be updated, and was not rolled back',
  },
  // No API call puts the stack back. The resources of the import are unchanged.
  IMPORT_ROLLBACK_FAILED: {
    ...settled,
    deploy: 'refuse',
    drift: 'broken',
    means: 'failed to import resources, and could not be put back',
  },
};

/** Ways of a stack that failed and was once complete, or may have been. */
export const brokenWays = { deploy: 'refuse', diff: 'compare', drift: 'broken', destroy: 'delete' } as const;

/** What to do about a stack. A stack in an unknown, newer status is left alone. */
export function waysOf(status: string | undefined): StackWays {
  if (status === undefined) return { ...absent, means: 'is not deployed' };
  const known = stackWays[status as StackStatus] as StackWays | undefined;
  if (known) return known;
  const means = `is ${status}, which this version does not know`;
  return status.endsWith('_IN_PROGRESS') ? { ...atWork, means } : { ...settled, ...brokenWays, means };
}
