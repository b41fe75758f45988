/**
 * What a run may spend on trying again in a region, in tokens: a bucket that every retry takes from and every success puts back
 * into. While little fails the bucket stays full; when much fails it runs dry, whoever it is that fails, and what
 * fails then fails at once instead of adding to what is too much already.
 */
export class RetryBudget {
  private tokens: number;
  private readonly retries = new Map<string, number>();

  /** @param capacity in tokens; the default is the quota that the SDKs give one client */
  constructor(readonly capacity = 500) {
    this.tokens = capacity;
  }

  /** Tokens that are left. */
  get left(): number {
    return this.tokens;
  }

  /** Takes what a retry costs; false, and nothing taken, where that is more than is left. */
  take(cost: number): boolean {
    if (cost > this.tokens) return false;
    this.tokens -= cost;
    return true;
  }

  /** Puts back what a retry cost that succeeded, or a little for a call that succeeded at once. */
  giveBack(cost = 1): void {
    this.tokens = Math.min(this.capacity, this.tokens + cost);
  }

  /** Notes that the engine of a stack is run again. */
  countRetry(stack: string): void {
    this.retries.set(stack, this.retriesOf(stack) + 1);
  }

  /** How often the engine of a stack was run again. */
  retriesOf(stack: string): number {
    return this.retries.get(stack) ?? 0;
  }
}

/** By name of the region. */
const budgets = new Map<string, RetryBudget>();

/**
 * What this run may spend in a region: one that does not answer uses up what is its own, and leaves the others theirs.
 * Nx gives a run a process of its own, so that what there is once in a process there is once in a run.
 *
 * @param region name of the region, such as `us-east-1`
 */
export function budgetOf(region: string): RetryBudget {
  const budget = budgets.get(region) ?? new RetryBudget();
  budgets.set(region, budget);
  return budget;
}
