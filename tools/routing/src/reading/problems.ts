import { Refusal } from '@bulkhead/errors';

/** What is wrong with one resource. */
export class Unfit extends Error {}

/** Collects what is wrong, so that a reader sees everything at once. */
export class Problems {
  private readonly lines: string[] = [];

  add(address: string, problem: string): void {
    this.lines.push(`${address}: ${problem}`);
  }

  /** The results for those items that are fit. */
  collect<Item extends { readonly address: string }, Result>(
    items: readonly Item[],
    read: (item: Item) => Result,
  ): Result[] {
    return items.flatMap((item) => {
      try {
        return [read(item)];
      } catch (error) {
        if (!(error instanceof Unfit)) throw error;
        this.add(item.address, error.message);
        return [];
      }
    });
  }

  /** @throws Refusal `UnfitRouting` with every problem so far */
  refuse(environment: string): void {
    if (this.lines.length === 0) return;
    throw new Refusal(
      'UnfitRouting',
      [`The records and health checks of environment ${environment} cannot work:`, ...this.lines.sort()].join(
        '\n  ',
      ),
      { next: `correct what it names, then run: npx nx run cdn-dns:simulate -c ${environment}` },
    );
  }
}
