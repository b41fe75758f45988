import { type ResourceProgress } from '../engines/engine';
import { type StackEvent } from '../run/output';
import { type StackResult } from '../run/stack-result';
import { type StackInstance } from '../workspace/stack-instance';

/** What a display knows of one stack. */
export type StackState =
  | { readonly status: 'waiting'; readonly before: readonly StackInstance[] }
  | {
      readonly status: 'working';
      readonly doing: string;
      /** When the stack began, on the clock of the board. */
      readonly since: number;
      /** The last line of the engine, and before that the reason for the work. @default nothing yet */
      readonly line?: string;
      readonly resources?: ResourceProgress;
    }
  | { readonly status: 'finished'; readonly result: StackResult };

/** What a display knows of a run: the state of each of its stacks, in the order in which they first appeared. */
export class Board {
  readonly states = new Map<StackInstance, StackState>();
  readonly startedAt: number;

  /** @param now the clock, in ms. @default the clock of the process */
  constructor(private readonly now: () => number = () => performance.now()) {
    this.startedAt = now();
  }

  /** Time in ms since the run began, or since the given time of the board's clock. */
  elapsed(since = this.startedAt): number {
    return this.now() - since;
  }

  take(event: StackEvent): void {
    this.states.set(event.instance, this.after(event));
  }

  private after(event: StackEvent): StackState {
    switch (event.type) {
      case 'waiting':
        return { status: 'waiting', before: event.before };
      case 'started':
        return { status: 'working', doing: event.doing, since: this.now(), line: event.reason };
      case 'progress': {
        const { line, resources } = event;
        const known = this.states.get(event.instance);
        if (known?.status === 'working') return { ...known, line, ...(resources && { resources }) };
        return { status: 'working', doing: 'working', since: this.now(), line, resources };
      }
      case 'finished':
        return { status: 'finished', result: event.result };
    }
  }
}
