import { type EngineRequest, type ResourceCounts, untouched } from '../engine';
import { addCounts } from '../resource-counts';
import { type TerraformMessage } from './terraform-message';

/** What one finished resource adds to the counts, by its action. */
const counted: Readonly<Record<string, Partial<ResourceCounts>>> = {
  create: { added: 1 },
  update: { changed: 1 },
  delete: { destroyed: 1 },
};

/**
 * Tells the user the progress of an apply in Terraform's words: each resource that is done or failed, and how many
 * resources of the plan are done.
 */
export class ApplyProgress {
  /** The resources touched so far. Terraform prints its own summary only if nothing failed. */
  counts = untouched;
  private done = 0;
  private total = 0;

  constructor(private readonly progress: EngineRequest['progress']) {}

  take({ type, changes, hook, '@message': text }: TerraformMessage): void {
    if (type === 'change_summary' && changes) {
      const { add, change, remove, operation } = changes;
      if (operation === 'plan') this.total = add + change + remove;
    }
    // To read data is no change, although Terraform reports it with the same message types.
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
