import { visibleLines } from '@bulkhead/errors';
import { type ResourceProgress } from '../engines/engine';
import { type StackInstance } from '../workspace/stack-instance';
import { type StackResult } from './stack-result';

/** Where a run says what people read; injected, so that a test can read it too. */
export interface Output {
  /** Text that stays: a warning, an error of the whole run, the summary. */
  line(text: string): void;
  /** What happens to a stack; how it is shown is the affair of the output. */
  event(event: StackEvent): void;
}

/** Something that happens to one stack of a run. */
export type StackEvent =
  | {
      readonly type: 'waiting';
      readonly instance: StackInstance;
      /** What has to end before it; empty where it only waits for its turn. */
      readonly before: readonly StackInstance[];
    }
  | {
      readonly type: 'started';
      readonly instance: StackInstance;
      /** What is done to it, such as `deploying`. */
      readonly doing: string;
      /** Why. @default it goes without saying */
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
      /** What there is to say of it was said as lines. @default false */
      readonly told?: boolean;
    };

/**
 * Writes everything as lines without colours, each event as one that begins with the id of its stack. Whatever AWS, an
 * engine or a user has put into it, nothing of it draws on a terminal.
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

/** Says as lines what happens, on standard output. */
export const terminal: Output = plainOutput((text) => console.log(text));

/** Says it on standard error, where standard output is for a program to read. */
export const standardError: Output = plainOutput((text) => console.error(text));

/** Writes a result for a program, as one line of JSON on standard output in which nothing draws on a terminal. */
export function writeDocument(document: unknown): void {
  const escaped = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  console.log(JSON.stringify(document).replace(/[\u007f-\uffff]/g, escaped));
}

/** Says of each stack of an order what it waits for. */
export function announce(
  { event }: Pick<Output, 'event'>,
  order: ReadonlyMap<StackInstance, readonly StackInstance[]>,
): void {
  for (const [instance, before] of order) event({ type: 'waiting', instance, before });
}

/** An event in words, or undefined for one that makes no line, such as that a stack waits or ends as it had to. */
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
