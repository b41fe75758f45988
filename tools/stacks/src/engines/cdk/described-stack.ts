import type { CloudFormationClient, Stack } from '@aws-sdk/client-cloudformation';
import { openClient } from '../../retries/open-client';

/** A stack as CloudFormation describes it. */
export interface DescribedStack {
  /** ARN; an earlier stack of the same name has another ARN. */
  readonly id: string;
  /** Such as `UPDATE_COMPLETE`. */
  readonly status: string;
  readonly stack: Stack;
  /**
   * True if the emulator gave up the creation in the middle. If such a stack is asked for its resources, the emulator
   * creates them. @default false
   */
  readonly givenUp?: boolean;
}

/** Calls `work` with a client of CloudFormation, closes the client, and returns the result of `work`. */
export async function withCloudFormation<T>(
  region: string,
  work: (client: CloudFormationClient) => Promise<T>,
): Promise<T> {
  const { CloudFormationClient } = await import('@aws-sdk/client-cloudformation');
  const client = await openClient(CloudFormationClient, region);
  try {
    return await work(client);
  } finally {
    client.destroy();
  }
}

/** The stack, or undefined if CloudFormation has no stack of the name; a deleted stack is found only by its ARN. */
export async function describeStack(
  client: CloudFormationClient,
  nameOrId: string,
): Promise<DescribedStack | undefined> {
  const { DescribeStacksCommand } = await import('@aws-sdk/client-cloudformation');
  try {
    const { Stacks: [stack] = [] } = await client.send(new DescribeStacksCommand({ StackName: nameOrId }));
    return stack && { id: stack.StackId ?? nameOrId, status: stack.StackStatus ?? '', stack };
  } catch (error) {
    if (isAbsence(error)) return undefined;
    throw error;
  }
}

/** CloudFormation returns a general error code for a missing stack; only the message tells the reason. */
export function isAbsence(error: unknown): boolean {
  return error instanceof Error && error.name === 'ValidationError' && /does not exist/.test(error.message);
}
