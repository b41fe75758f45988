import { type Output, plainOutput, type StackEvent } from './output';

/** An output for specs. It keeps everything that is printed. */
export interface RecordingOutput extends Output {
  /** Everything printed, as plain lines. */
  readonly lines: string[];
  readonly events: StackEvent[];
}

/** An output that shows nothing and keeps everything. */
export function recordingOutput(): RecordingOutput {
  const lines: string[] = [];
  const events: StackEvent[] = [];
  const plain = plainOutput((text) => lines.push(text));
  return {
    lines,
    events,
    line: plain.line,
    event: (event) => {
      events.push(event);
      plain.event(event);
    },
  };
}
