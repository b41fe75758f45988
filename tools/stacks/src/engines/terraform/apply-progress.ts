import { type EngineRequest, untouched } from '../engine';
import { type TerraformMessage } from './terraform-message';

/**
 * Tells the user what an apply does, as Terraform says it: each resource that is done or failed, and how many of those
 * that the plan touches are done.
 */
export class ApplyProgress {
  /** What was touched, once the apply has ended. */
  counts = untouched;
  private done = 0;
  private total = 0;

  constructor(private readonly progress: EngineRequest['progress']) {}

  take({ type, changes, hook, '@message': text }: TerraformMessage): void {
    if (type === 'change_summary' && changes) {
      const { add: added, change: changed, remove: destroyed, operation } = changes;
      // The plan prints a summary of its own before the one of what was done.
      if (operation === 'plan') this.total = added + changed + destroyed;
      else this.counts = { added, changed, destroyed };
    }
    // Reading data is no change, and is said of the same kind.
    if (!text || hook?.resource?.addr?.startsWith('data.')) return;
    if (type === 'apply_complete') this.done += 1;
    if (type === 'apply_complete' || type === 'apply_errored') this.progress(text, this.resources());
  }

  private resources(): { done: number; total: number } | undefined {
    return this.total > 0 ? { done: Math.min(this.done, this.total), total: this.total } : undefined;
  }
}
