import { GetParametersByPathCommand, type SSMClient } from '@aws-sdk/client-ssm';
import { awsFailure } from './aws-failure';
import { type Deployment, type KnownDeployments, parseDeployment, recordsPath } from './deployments';

/** Time for all pages, in milliseconds. A message that waits longer for this part is of less use than one without it. */
const limit = 8_000;

/**
 * The most pages of ten parameters. The records of a whole environment have fewer; the limit ends a service that always
 * has one more.
 */
const mostPages = 100;

/** The deployments of the client's region. Never throws: a message without them is better than no message. */
export async function readDeployments(client: SSMClient, environment: string): Promise<KnownDeployments> {
  const deployments: Deployment[] = [];
  let unreadable = 0;
  let next: string | undefined;
  const abortSignal = AbortSignal.timeout(limit);
  try {
    for (let page = 0; page < mostPages; page++) {
      const { Parameters = [], NextToken } = await client.send(
        new GetParametersByPathCommand({
          Path: recordsPath(environment),
          Recursive: true,
          NextToken: next,
        }),
        { abortSignal },
      );
      for (const { Name = '', Value = '' } of Parameters) {
        const found = parseDeployment(environment, Name, Value);
        if (found === 'unreadable') unreadable++;
        else if (found) deployments.push(found);
      }
      next = NextToken;
      if (!next) return { deployments, unreadable };
    }
    return { failure: 'there are more parameters than expected.' };
  } catch (error) {
    return { failure: awsFailure('SSM', 'GetParametersByPath', error).message };
  }
}

/** Calls a function on the first use, and returns the same result on every further use. */
export function once<T>(call: () => T): () => T {
  let result: { readonly value: T } | undefined;
  return () => (result ??= { value: call() }).value;
}
