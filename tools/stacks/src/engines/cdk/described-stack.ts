import type { CloudFormationClient, Stack } from '@aws-sdk/client-cloudformation';
import { openClient } from '../../retries/open-client';

/** A stack as CloudFormation describes it. */
export interface DescribedStack {
  /** ARN, which tells it apart from an earlier stack of the same name. */
  readonly id: string;
  /** Such as `UPDATE_COMPLETE`. */
  readonly status: string;
  readonly stack: Stack;
  /**
   * True where the emulator gave its creation up in the middle. Asked for the resources of such a stack, it would create
   * them. @default false
   */
  readonly givenUp?: boolean;
}

/** What `work` makes of a client of CloudFormation, which is closed then. */
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

/** The stack, or undefined where CloudFormation has none of the name; one that is deleted is found by its ARN only. */
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

/** CloudFormation has a general code for a stack that is not there, and says the rest in words. */
export function isAbsence(error: unknown): boolean {
  return error instanceof Error && error.name === 'ValidationError' && /does not exist/.test(error.message);
}
