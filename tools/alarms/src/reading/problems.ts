import { Refusal } from '@bulkhead/errors';
import { Unfit } from '../model/unfit';

/** Something with a place where a person finds it. */
export interface Addressed {
  readonly stack: string;
  readonly address: string;
}

/** Collects what is wrong, so that a reader sees everything at once. */
export class Problems {
  private readonly lines: string[] = [];

  add({ stack, address }: Addressed, problem: string): void {
    this.lines.push(`${stack} ${address}: ${problem}`);
  }

  /** The results for those items that are fit. */
  collect<Item extends Addressed, Result>(items: readonly Item[], read: (item: Item) => Result): Result[] {
    return items.flatMap((item) => {
      try {
        return [read(item)];
      } catch (error) {
        if (!(error instanceof Unfit)) throw error;
        this.add(item, error.message);
        return [];
      }
    });
  }

  /** @throws Refusal `UnfitAlarms` with every problem so far */
  refuse(environment: string): void {
    if (this.lines.length === 0) return;
    throw new Refusal(
      'UnfitAlarms',
      [`Alarms or metric filters of environment ${environment} cannot work:`, ...this.lines.sort()].join(
        '\n  ',
      ),
      { next: 'correct what it names, in the stack that it names' },
    );
  }
}
