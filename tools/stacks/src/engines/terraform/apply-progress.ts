import { type EngineRequest, type ResourceCounts, untouched } from '../engine';
import { addCounts } from '../resource-counts';
import { type TerraformMessage } from './terraform-message';

/** What one resource that is done adds to what was touched, by what was done to it. */
const counted: Readonly<Record<string, Partial<ResourceCounts>>> = {
  create: { added: 1 },
  update: { changed: 1 },
  delete: { destroyed: 1 },
};

/**
 * Tells the user what an apply does, as Terraform says it: each resource that is done or failed, and how many of those
 * that the plan touches are done.
 */
export class ApplyProgress {
  /** What was touched so far. Terraform's own summary comes only where nothing failed. */
  counts = untouched;
  private done = 0;
  private total = 0;

  constructor(private readonly progress: EngineRequest['progress']) {}

  take({ type, changes, hook, '@message': text }: TerraformMessage): void {
    if (type === 'change_summary' && changes) {
      const { add, change, remove, operation } = changes;
      if (operation === 'plan') this.total = add + change + remove;
    }
    // Reading data is no change, and is said of the same kind.
    if (!text || hook?.resource?.addr?.startsWith('data.')) return;
    if (type === 'apply_complete') {
      this.done += 1;
      this.counts = addCounts(this.counts, counted[hook?.action ?? ''] ?? {});
    }
    if (type === 'apply_complete' || type === 'apply_errored') this.progress(text, this.resources());
  }

  private resources(): { done: number; total: number } | undefined {
    return this.total > 0 ? { done: Math.min(this.done, this.total), total: this.total } : undefined;
  }
}
