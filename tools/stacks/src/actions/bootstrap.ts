import { createFoundation } from '../foundation/foundation';
import { type Run } from '../run/run';
import { openTarget } from '../run/target';

/** Creates what deploys need, once for each environment: state buckets and CDK's bootstrap stacks. */
export async function bootstrap(run: Run): Promise<void> {
  const target = await openTarget(run);
  try {
    const created = await createFoundation(run);
    run.output.line(created.length > 0 ? `Ready: ${created.join(', ')}.` : 'The environment has no stacks.');
  } finally {
    target.close();
  }
}
