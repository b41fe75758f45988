import { setTimeout as sleep } from 'node:timers/promises';
import { BulkheadError } from '@bulkhead/errors';
import { AwsFailure } from '../retries/aws-failure';
import { impatientSettings } from '../retries/client-settings';
import { openClient } from '../retries/open-client';

/** Who calls AWS. */
export interface CallerIdentity {
  readonly account: string;
  /** ARN. */
  readonly caller: string;
}

/** How long to wait for the first region before the next one is asked too, in ms. */
const headStartMs = 2_000;

/**
 * Asks STS in one region who the caller is. If that region fails or takes long, the next one is asked too, so that a
 * region that is away does not keep a run from the others.
 *
 * @param regions names of the regions that may be asked, at least one
 * @param ended aborted when nobody waits for the answer any more. @default never
 * @throws AwsFailure of the first region if none answers
 * @throws BulkheadError `NoCredentials` or `AwsUnreadable`
 */
export async function callerIdentity(
  [region = '', ...others]: readonly string[],
  ended: AbortSignal = new AbortController().signal,
): Promise<CallerIdentity> {
  if (others.length === 0) return identityIn(region, ended);
  const answered = new AbortController();
  const until = AbortSignal.any([ended, answered.signal]);
  const here = identityIn(region, until);
  try {
    const first = await Promise.race([
      here.then(
        () => 'answered',
        () => 'failed',
      ),
      sleep(headStartMs, 'late', { signal: until }),
    ]);
    if (first === 'answered') return await here;
    return await Promise.any([here, callerIdentity(others, until)]).catch(() => here);
  } finally {
    answered.abort();
  }
}

async function identityIn(region: string, abortSignal: AbortSignal): Promise<CallerIdentity> {
  const { STSClient, GetCallerIdentityCommand } = await import('@aws-sdk/client-sts');
  const client = await openClient(STSClient, region, await impatientSettings(region));
  try {
    const asked = client.send(new GetCallerIdentityCommand({}), { abortSignal });
    const { Account: account, Arn: caller = '' } = await asked;
    if (account !== undefined) return { account, caller };
  } catch (cause) {
    if (cause instanceof AwsFailure || abortSignal.aborted) throw cause;
    throw new BulkheadError('NoCredentials', `AWS does not say who you are: ${(cause as Error).message}`, {
      next: 'aws sso login, or set AWS_PROFILE',
      cause,
    });
  } finally {
    client.destroy();
  }
  throw new BulkheadError('AwsUnreadable', `STS in ${region} did not say in which account you are.`, {
    next: 'look for what answers in the place of AWS, such as a proxy (env | grep -i proxy); then run the same command again',
  });
}
