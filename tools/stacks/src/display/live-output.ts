import { visibleLines } from '@bulkhead/errors';
import { asText, type Output, type StackEvent } from '../run/output';
import { isGood } from '../run/stack-result';
import { Board } from './board';
import { type Screen } from './nx-terminal';
import { regionLines } from './region';

/** Draws over what it drew before: the used part of `log-update`. */
export interface Drawing {
  (text: string): void;
  /** Removes the drawing from the screen. */
  clear(): void;
}

export interface LiveOutputOptions {
  readonly drawing: Drawing;
  readonly size: () => Screen;
  readonly colors: boolean;
  /** Writes below all lines that stay. */
  readonly write: (text: string) => void;
}

const intervalMs = 100;

/**
 * Shows a run on a terminal: a region with the stacks is drawn again and again. Above it scroll the messages that have
 * to be read: errors, refusals with their next step, warnings.
 */
export class LiveOutput implements Output {
  private readonly board = new Board();
  private readonly timer: NodeJS.Timeout;
  private frame = 0;
  private closed = false;

  constructor(private readonly options: LiveOutputOptions) {
    this.timer = setInterval(() => this.draw(), intervalMs);
    this.timer.unref();
  }

  readonly line = (text: string): void => {
    if (!this.closed) this.options.drawing.clear();
    this.options.write(`${visibleLines(text)}\n`);
    this.draw();
  };

  readonly event = (event: StackEvent): void => {
    this.board.take(event);
    // The region has room for the first line of a reason only. A user who has to act needs the rest.
    if (event.type !== 'finished' || isGood(event.result) || event.result.outcome === 'skipped') return;
    const text = asText(event);
    if (text !== undefined) this.line(`${event.instance.id}  ${text}\n`);
  };

  /** Ends the region. Later output takes its place. */
  close(): void {
    if (this.closed) return;
    clearInterval(this.timer);
    this.options.drawing.clear();
    this.closed = true;
  }

  private draw(): void {
    if (this.closed || this.board.states.size === 0) return;
    const { size, colors, drawing } = this.options;
    drawing(regionLines(this.board, { ...size(), colors, frame: this.frame++ }).join('\n'));
  }
}
