/**
 * What a run may spend on retries in a region, in tokens. Every retry takes tokens, and every success puts some back.
 * While few calls fail, the budget stays full. When many fail, it runs out, whichever client they belong to. After
 * that, failures are final at once, and no retries add to the overload.
 */
export class RetryBudget {
  private tokens: number;
  private readonly retries = new Map<string, number>();

  /** @param capacity in tokens; the default is the quota that the SDKs give one client */
  constructor(readonly capacity = 500) {
    this.tokens = capacity;
  }

  /** Remaining tokens. */
  get left(): number {
    return this.tokens;
  }

  /** Takes the cost of a retry. Returns false, and takes nothing, if fewer tokens are left. */
  take(cost: number): boolean {
    if (cost > this.tokens) return false;
    this.tokens -= cost;
    return true;
  }

  /** Puts back the cost of a retry that succeeded, or a little for a call that succeeded at once. */
  giveBack(cost = 1): void {
    this.tokens = Math.min(this.capacity, this.tokens + cost);
  }

  /** Notes that a stack's engine runs again. */
  countRetry(stack: string): void {
    this.retries.set(stack, this.retriesOf(stack) + 1);
  }

  /** How often a stack's engine was run again. */
  retriesOf(stack: string): number {
    return this.retries.get(stack) ?? 0;
  }
}

/** By name of the region. */
const budgets = new Map<string, RetryBudget>();

/**
 * The budget of this run in a region: a region that does not answer uses up only its own budget. Nx gives each run a
 * process of its own, so one budget in a process is one budget in a run.
 *
 * @param region name of the region, such as `us-east-1`
 */
export function budgetOf(region: string): RetryBudget {
  const budget = budgets.get(region) ?? new RetryBudget();
  budgets.set(region, budget);
  return budget;
}
