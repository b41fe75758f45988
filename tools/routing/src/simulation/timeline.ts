/** From a second on, a value. */
export interface Step<T> {
  /** Seconds since the beginning of the scenario; `-Infinity` for what was before. */
  readonly at: number;
  readonly value: T;
}

/**
 * A value that changes at some seconds and never ends. Two values are the same if their JSON is, and a step to the same
 * value is no step.
 */
export class Timeline<T> {
  readonly steps: readonly Step<T>[];

  /** @param steps in order of time; of several at the same second, the last one counts */
  private constructor(steps: readonly Step<T>[]) {
    const last = steps.filter(({ at }, index) => steps[index + 1]?.at !== at);
    this.steps = last.reduce<Step<T>[]>((kept, step) => {
      const previous = kept.at(-1);
      return previous && isSame(previous.value, step.value) ? kept : [...kept, step];
    }, []);
  }

  /** A value that never changes. */
  static always<T>(value: T): Timeline<T> {
    return new Timeline([{ at: -Infinity, value }]);
  }

  /** The value of a function at each of some seconds, and before them. */
  static sampled<T>(seconds: readonly number[], valueAt: (second: number) => T): Timeline<T> {
    const inOrder = [-Infinity, ...seconds].sort((one, other) => one - other);
    return new Timeline(inOrder.map((at) => ({ at, value: valueAt(at) })));
  }

  /** What a function makes of several values, whenever one of them changes. */
  static combined<T, R>(
    timelines: readonly Timeline<T>[],
    combine: (values: readonly T[]) => R,
  ): Timeline<R> {
    const seconds = timelines.flatMap(({ steps }) => steps.map(({ at }) => at));
    return Timeline.sampled(seconds, (second) => combine(timelines.map((each) => each.at(second))));
  }

  /** What a function makes of this value and another one, whenever one of them changes. */
  with<U, R>(other: Timeline<U>, combine: (own: T, others: U) => R): Timeline<R> {
    const seconds = [...this.steps, ...other.steps].map(({ at }) => at);
    return Timeline.sampled(seconds, (second) => combine(this.at(second), other.at(second)));
  }

  at(second: number): T {
    const step = this.steps.findLast(({ at }) => at <= second);
    if (!step) throw new RangeError(`A timeline has no value at ${second}.`);
    return step.value;
  }

  map<R>(change: (value: T) => R): Timeline<R> {
    return new Timeline(this.steps.map(({ at, value }) => ({ at, value: change(value) })));
  }

  /** What a function makes of each value and of its own result before. */
  scan<R>(first: R, next: (before: R, value: T) => R): Timeline<R> {
    let before = first;
    return new Timeline(this.steps.map(({ at, value }) => ({ at, value: (before = next(before, value)) })));
  }

  /** The same changes, some seconds later. */
  later(seconds: number): Timeline<T> {
    return new Timeline(this.steps.map(({ at, value }) => ({ at: at + seconds, value })));
  }

  /** Changes that last, once they have lasted as long as the new value needs. Shorter ones are not noticed. */
  settled(needed: (value: T) => number): Timeline<T> {
    return new Timeline(
      this.steps.flatMap(({ at, value }, index) => {
        const noticed = at + needed(value);
        return noticed < (this.steps[index + 1]?.at ?? Infinity) ? [{ at: noticed, value }] : [];
      }),
    );
  }

  /**
   * The oldest value that somebody may still hold who asked at the worst moment and keeps each answer for some seconds.
   */
  heldFor(kept: (value: T) => number): Timeline<T> {
    let freeAt = -Infinity;
    return new Timeline(
      this.steps.flatMap(({ value }, index) => {
        const at = freeAt;
        const until = this.steps[index + 1]?.at ?? Infinity;
        freeAt = Math.max(freeAt, until + kept(value));
        return at < freeAt ? [{ at, value }] : [];
      }),
    );
  }
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
