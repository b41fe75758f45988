import { type DescribedStack, describeStack, withCloudFormation } from './described-stack';
import { failuresOf, type OperationFailures, stackEvents } from './stack-history';
import { type StackSite } from './stack-site';

/** The result of an operation of CloudFormation that failed. */
export interface FailedOperation extends OperationFailures {
  /** The status of the stack now, as a sentence. */
  readonly outcome: string;
  /** The next step for the user. */
  readonly next: string;
}

const again = 'run the same command again';

/** By the status after a failed operation. Any other status says nothing about the failure. */
const outcomes: Readonly<Record<string, Pick<FailedOperation, 'outcome' | 'next'>>> = {
  ROLLBACK_COMPLETE: {
    outcome: 'CloudFormation has removed what it had created.',
    next: `correct the cause and ${again}; it makes the stack anew`,
  },
  ROLLBACK_FAILED: {
    outcome: 'CloudFormation could not remove all of what it had created.',
    next: `correct the cause and ${again}; it removes what is left, protected resources and filled buckets included, and makes the stack anew`,
  },
  CREATE_FAILED: {
    outcome: 'CloudFormation has left what it had created.',
    next: `correct the cause and ${again}; it removes what is left and makes the stack anew`,
  },
  UPDATE_ROLLBACK_COMPLETE: {
    outcome: 'CloudFormation has put the stack back as it was.',
    next: `correct the cause and ${again}`,
  },
  UPDATE_ROLLBACK_FAILED: {
    outcome: 'CloudFormation could not put the stack back as it was.',
    next: `correct the cause and ${again}; it first lets CloudFormation put the stack back`,
  },
  UPDATE_FAILED: {
    outcome: 'CloudFormation has left the stack as it is, in the middle of the update.',
    next: `correct the cause and ${again}; it first lets CloudFormation put the stack back`,
  },
  DELETE_FAILED: {
    outcome: 'CloudFormation has deleted what it could.',
    next: `correct the cause and ${again}; it continues with the rest`,
  },
};

const nothingBegun = {
  outcome: 'Nothing was begun.',
  next: `correct the cause and ${again}`,
};

/**
 * The status of a stack after a failed operation, from CloudFormation's own events. A call that is refused, because of
 * the template or of a missing permission, starts nothing.
 *
 * @param before the stack as it was before the operation
 * @param seen whether an event of the operation was seen. A deletion that fails twice leaves no other trace
 */
export async function outcomeOf(
  site: Pick<StackSite, 'region' | 'name'>,
  before: DescribedStack | undefined,
  seen: boolean,
): Promise<FailedOperation> {
  return withCloudFormation(site.region, async (client) => {
    const now = await describeStack(client, before?.id ?? site.name);
    if (!now || !(seen || hasBegun(before, now))) return { ...nothingBegun, causes: [], inRollback: [] };
    const failures = failuresOf(await stackEvents(client, now.id));
    const ended = outcomes[now.status] ?? {
      outcome: `CloudFormation has left the stack ${now.status}.`,
      next: `correct the cause and ${again}`,
    };
    if (!now.status.endsWith('_IN_PROGRESS')) return { ...ended, ...failures };
    return {
      outcome: `CloudFormation is still at work (${now.status}).`,
      next: `${again}: it waits for CloudFormation and continues from there`,
      ...failures,
    };
  });
}

/**
 * True if CloudFormation has started an operation. A change set that was not executed only leaves the name of a stack.
 */
function hasBegun(before: DescribedStack | undefined, now: DescribedStack): boolean {
  if (now.status === 'REVIEW_IN_PROGRESS') return false;
  if (now.id !== before?.id || now.status !== before.status) return true;
  return Number(now.stack.LastUpdatedTime ?? 0) !== Number(before.stack.LastUpdatedTime ?? 0);
}
