import { type EngineRequest } from '../engine';
import { untilAborted } from '../until-aborted';
import { emptyBucket } from './empty-bucket';
import { filledBuckets } from './filled-buckets';
import { siteOf } from './stack-site';
import { type StackTemplate } from './stack-template';

/**
 * Deletes a stack. If CloudFormation fails because buckets of the stack are not empty, empties these buckets and
 * deletes the stack again. The buckets are emptied after the failure and not before the deletion: whatever writes to a
 * bucket, such as a load balancer that writes its log, depends on the bucket and is deleted by then, so that nothing
 * new arrives.
 *
 * A protected environment keeps the content of its buckets, whatever fails.
 *
 * @param deployed the template that CloudFormation has of the stack
 * @throws the errors of `deleteStack` and of `emptyBucket`
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
