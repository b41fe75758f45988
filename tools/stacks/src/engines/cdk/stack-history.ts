import type { CloudFormationClient, StackEvent } from '@aws-sdk/client-cloudformation';

/** Statuses of a stack that has not come into being, whatever was tried: any other one says that it was in use. */
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

/** The first thing that CloudFormation writes of a stack that it creates. */
const beginnings = ['REVIEW_IN_PROGRESS', 'CREATE_IN_PROGRESS'];

/** Why an operation on a stack failed, in CloudFormation's words. */
export interface OperationFailures {
  /** One line for each resource that failed by itself, in the order in which they did: the first one is the cause. */
  readonly causes: readonly string[];
  /** One line for each resource that could not be put back or removed afterwards. */
  readonly inRollback: readonly string[];
}

/**
 * Every event of a stack, the newest first, those of its resources included. CloudFormation keeps them for 90 days, and
 * of a deleted stack as long.
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
 * True where the events prove that the stack was never complete: they go back to its beginning, and nothing that they
 * say of the stack itself could be said of one that ever was. What was imported was in use before, so that an import
 * counts as having been complete.
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

/** What somebody asked for, not what CloudFormation does thereupon: a roll back, the removal of what is replaced. */
function isBeginning({ ResourceStatus, ResourceStatusReason }: StackEvent): boolean {
  return (
    /^(CREATE|UPDATE|DELETE|IMPORT)_IN_PROGRESS$/.test(ResourceStatus ?? '') ||
    ResourceStatusReason === 'User Initiated'
  );
}

function isFailure(event: StackEvent): boolean {
  return !isOfStackItself(event) && /_FAILED$/.test(event.ResourceStatus ?? '');
}

/** When a resource fails, CloudFormation cancels what it is at work on besides; that says nothing about the cause. */
function isCancellation({ ResourceStatusReason: reason = '' }: StackEvent): boolean {
  return /^Resource \w+ cancelled/.test(reason);
}

function inWords({ LogicalResourceId, ResourceStatus, ResourceStatusReason }: StackEvent): string {
  return `${LogicalResourceId}: ${ResourceStatusReason ?? ResourceStatus}`;
}
