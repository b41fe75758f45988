import type { CloudFormationClient, StackEvent } from '@aws-sdk/client-cloudformation';

/** Statuses of a stack that never came into being. Any other status proves that the stack was in use. */
const beforeBeing = [
  'REVIEW_IN_PROGRESS',
  'CREATE_IN_PROGRESS',
  'CREATE_FAILED',
  'ROLLBACK_IN_PROGRESS',
  'ROLLBACK_FAILED',
  'ROLLBACK_COMPLETE',
  'DELETE_IN_PROGRESS',
  'DELETE_FAILED',
  'DELETE_COMPLETE',
];

/** The first event of every stack. */
const beginnings = ['REVIEW_IN_PROGRESS', 'CREATE_IN_PROGRESS'];

/** Why an operation on a stack failed, in CloudFormation's words. */
export interface OperationFailures {
  /** One line for each resource that failed by itself, in the order of the failures: the first one is the cause. */
  readonly causes: readonly string[];
  /** One line for each resource that could not be put back or removed afterwards. */
  readonly inRollback: readonly string[];
}

/**
 * All events of a stack and its resources, the newest first. CloudFormation keeps them for 90 days, also after the
 * stack is deleted.
 *
 * @param id ARN of the stack
 */
export async function stackEvents(client: CloudFormationClient, id: string): Promise<StackEvent[]> {
  const { paginateDescribeStackEvents } = await import('@aws-sdk/client-cloudformation');
  const events: StackEvent[] = [];
  for await (const page of paginateDescribeStackEvents({ client }, { StackName: id })) {
    events.push(...(page.StackEvents ?? []));
  }
  return events;
}

/**
 * True if the events prove that the stack was never complete: they go back to its beginning, and every status of the
 * stack itself is one of a stack that never came into being. Imported resources were in use before, so that an import
 * counts as complete.
 *
 * @param events as `stackEvents` returns them
 */
export function neverCameIntoBeing(events: readonly StackEvent[]): boolean {
  const statuses = events.filter(isOfStackItself).map(({ ResourceStatus }) => String(ResourceStatus));
  return (
    beginnings.includes(statuses.at(-1) ?? 'none') && statuses.every((status) => beforeBeing.includes(status))
  );
}

/**
 * Failures of the last operation on a stack that a user began.
 *
 * @param events as `stackEvents` returns them
 */
export function failuresOf(events: readonly StackEvent[]): OperationFailures {
  const since = events.findIndex((event) => isOfStackItself(event) && isBeginning(event));
  const operation = events.slice(0, since < 0 ? events.length : since).reverse();
  const rollback = operation.findIndex(
    (event) => isOfStackItself(event) && /ROLLBACK_IN_PROGRESS$/.test(event.ResourceStatus ?? ''),
  );
  const [before, after] =
    rollback < 0 ? [operation, []] : [operation.slice(0, rollback), operation.slice(rollback)];
  const failed = before.filter(isFailure);
  const causes = failed.filter((event) => !isCancellation(event));
  return {
    causes: (causes.length > 0 ? causes : failed).map(inWords),
    inRollback: after.filter(isFailure).map(inWords),
  };
}

function isOfStackItself({ PhysicalResourceId, StackId }: StackEvent): boolean {
  return PhysicalResourceId !== undefined && PhysicalResourceId === StackId;
}

/**
 * True for an event that a user started, and not for CloudFormation's reaction: a rollback, or the removal of replaced
 * resources.
 */
function isBeginning({ ResourceStatus, ResourceStatusReason }: StackEvent): boolean {
  return (
    /^(CREATE|UPDATE|DELETE|IMPORT)_IN_PROGRESS$/.test(ResourceStatus ?? '') ||
    ResourceStatusReason === 'User Initiated'
  );
}

function isFailure(event: StackEvent): boolean {
  return !isOfStackItself(event) && /_FAILED$/.test(event.ResourceStatus ?? '');
}

/** When a resource fails, CloudFormation cancels its other work; a cancellation says nothing about the cause. */
function isCancellation({ ResourceStatusReason: reason = '' }: StackEvent): boolean {
  return /^Resource \w+ cancelled/.test(reason);
}

function inWords({ LogicalResourceId, ResourceStatus, ResourceStatusReason }: StackEvent): string {
  return `${LogicalResourceId}: ${ResourceStatusReason ?? ResourceStatus}`;
}
