import { type EngineRequest } from '../engine';
import { untilAborted } from '../until-aborted';
import { emptyBucket } from './empty-bucket';
import { filledBuckets } from './filled-buckets';
import { siteOf } from './stack-site';
import { type StackTemplate } from './stack-template';

/**
 * Deletes a stack, and where CloudFormation fails because buckets that go with it are not empty, empties those and
 * deletes it again. It does so after the failure and not before the deletion: what writes to a bucket, such as a load
 * balancer its log, depends on the bucket and is gone by then, so that nothing new arrives.
 *
 * An environment that is protected keeps what is in its buckets, whatever fails.
 *
 * @param deployed the template that CloudFormation has of the stack
 * @throws what `deleteStack` throws, and what `emptyBucket` does
 */
export async function deletingFilledBuckets(
  request: EngineRequest,
  deployed: StackTemplate,
  deleteStack: () => Promise<void>,
): Promise<void> {
  const { environment, signal, progress } = request;
  try {
    await deleteStack();
  } catch (failure) {
    if (signal.aborted || environment.protected) throw failure;
    const buckets = await untilAborted(signal, () => filledBuckets(request, deployed));
    if (buckets.length === 0) throw failure;
    for (const bucket of buckets) {
      progress(`empties bucket ${bucket}: CloudFormation deletes only empty ones`);
      const count = await untilAborted(signal, () => emptyBucket(siteOf(request), bucket));
      progress(`${bucket}: ${count} versions of objects deleted`);
    }
    progress('deletes the stack again');
    await deleteStack();
  }
}
