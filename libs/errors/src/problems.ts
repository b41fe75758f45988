import { type Refusal } from './bulkhead-error';

/** What is wrong with one thing that was read. Whoever reads several things adds which one. */
export class Unfit extends Error {}

/** Collects what is wrong with several things, so that a reader sees everything at once. */
export class Problems<Item> {
  private readonly lines: string[] = [];

  /**
   * @param placeOf where a person finds an item, such as the address of a resource
   */
  constructor(private readonly placeOf: (item: Item) => string) {}

  add(item: Item, problem: string): void {
    this.lines.push(`${this.placeOf(item)}: ${problem}`);
  }

  /** The results of `read` for those items that are fit. Of each other one, notes the message of its `Unfit`. */
  collect<One extends Item, Result>(items: readonly One[], read: (item: One) => Result): Result[] {
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

  /**
   * @param refusal makes the error of all problems so far, a sorted list with the place of each
   * @throws the error, if there is a problem
   */
  refuse(refusal: (problems: readonly string[]) => Refusal): void {
    if (this.lines.length > 0) throw refusal([...this.lines].sort());
  }
}
