import { visibleLines } from '@bulkhead/errors';
import { type ResourceProgress } from '../engines/engine';
import { type StackInstance } from '../workspace/stack-instance';
import { type StackResult } from './stack-result';

/** The output of a run for people. It is injected, so that a test can read it too. */
export interface Output {
  /** Prints text that stays: a warning, an error of the whole run, the summary. */
  line(text: string): void;
  /** Reports an event of a stack. The output decides how to show it. */
  event(event: StackEvent): void;
}

/** An event of one stack in a run. */
export type StackEvent =
  | {
      readonly type: 'waiting';
      readonly instance: StackInstance;
      /** The stacks that have to end before it. Empty if it only waits for its turn. */
      readonly before: readonly StackInstance[];
    }
  | {
      readonly type: 'started';
      readonly instance: StackInstance;
      /** The work on the stack, such as `deploying`. */
      readonly doing: string;
      /** The reason. @default no reason needs to be said */
      readonly reason?: string;
    }
  | {
      readonly type: 'progress';
      readonly instance: StackInstance;
      readonly line: string;
      readonly resources?: ResourceProgress;
    }
  | {
      readonly type: 'finished';
      readonly instance: StackInstance;
      readonly result: StackResult;
      /** Whether its messages were already printed as lines. @default false */
      readonly told?: boolean;
    };

/**
 * Writes everything as lines without colours. The line of an event begins with the id of its stack. Text from AWS, an
 * engine or a user cannot draw on the terminal.
 */
export function plainOutput(write: (text: string) => void): Output {
  const line = (text: string) => write(visibleLines(text));
  return {
    line,
    event: (event) => {
      const text = asText(event);
      if (text !== undefined) line(`${event.instance.id}  ${text}`);
    },
  };
}

/** Writes lines on standard output. */
export const terminal: Output = plainOutput((text) => console.log(text));

/** Writes lines on standard error, if standard output is for a program to read. */
export const standardError: Output = plainOutput((text) => console.error(text));

/** Writes a result for a program, as one line of JSON on standard output. It cannot draw on a terminal. */
export function writeDocument(document: unknown): void {
  const escaped = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  console.log(JSON.stringify(document).replace(/[\u007f-\uffff]/g, escaped));
}

/** Reports for each stack of an order which stacks it waits for. */
export function announce(
  { event }: Pick<Output, 'event'>,
  order: ReadonlyMap<StackInstance, readonly StackInstance[]>,
): void {
  for (const [instance, before] of order) event({ type: 'waiting', instance, before });
}

/** An event in words. Undefined for an event without a line: a stack waits, or ends as expected. */
export function asText(event: StackEvent): string | undefined {
  switch (event.type) {
    case 'waiting':
      return undefined;
    case 'started':
      return event.reason === undefined ? undefined : `${event.doing}: ${event.reason}`;
    case 'progress':
      return event.line;
    case 'finished': {
      const { outcome, durationMs, reason } = event.result;
      if (event.told || outcome === 'done') return undefined;
      return `${outcome} in ${(durationMs / 1000).toFixed(1)} s: ${reason}`;
    }
  }
}
