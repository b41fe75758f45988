import { stripVTControlCharacters, styleText } from 'node:util';
import { visibleText } from '@bulkhead/errors';
import { type ResourceCounts } from '../engines/engine';
import { duration } from '../run/duration';
import { isGood } from '../run/stack-result';
import { type StackInstance } from '../workspace/stack-instance';
import { type Board, type StackState } from './board';

/** The abilities of the terminal. */
export interface RegionFormat {
  /** In characters. */
  readonly columns: number;
  /** In lines. */
  readonly rows: number;
  readonly colors: boolean;
  /** How often the region was drawn; turns the mark of running work. */
  readonly frame: number;
}

/** Lines of a region that belong to no stack: the empty one above, the count, and the line of the cursor. */
const otherLines = 3;
/** Columns of the widest terminal that anybody has. */
const widest = 1_000;
const spinner = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

type NameOf = (instance: StackInstance) => string;
type Color = 'green' | 'red' | 'yellow' | 'cyan' | 'gray';

/**
 * The part of the screen that shows the progress of a run: one line for each stack, cut to the width, and below them
 * how many have ended. If there are more stacks than lines, running stacks come first, then failed ones, then waiting
 * ones.
 *
 * @returns lines
 */
export function regionLines(board: Board, format: RegionFormat): string[] {
  const all = [...board.states];
  const shown = mostTelling(all, Math.max(1, format.rows - otherLines));
  const nameOf = namesFor([...board.states.keys()]);
  const width = Math.max(0, ...shown.map(([instance]) => nameOf(instance).length));
  const rows = shown.map(([instance, state]) => {
    const { mark, color } = markOf(state, format.frame);
    const text = `${nameOf(instance).padEnd(width)}  ${describe(state, board, nameOf)}`;
    return `  ${paint(color, mark, format)} ${cut(text, format.columns - 5)}`;
  });
  const finished = all.filter(([, { status }]) => status === 'finished').length;
  const hidden = all.length - shown.length;
  const counts = [
    `${finished} of ${all.length} done`,
    duration(board.elapsed()),
    ...(hidden > 0 ? [`${hidden} not shown`] : []),
  ].join(' · ');
  return ['', ...rows, `  ${paint('gray', cut(counts, format.columns - 3), format)}`];
}

/** The shortest clear names of stacks: a role that all stacks have is left out. */
function namesFor(instances: readonly StackInstance[]): NameOf {
  const roles = new Set(instances.map(({ role }) => role));
  return ({ id, app, stack }) => (roles.size > 1 ? id : `${app}/${stack}`);
}

function describe(state: StackState, board: Board, nameOf: NameOf): string {
  switch (state.status) {
    case 'waiting': {
      const before = state.before.filter((other) => board.states.get(other)?.status !== 'finished');
      return before.length > 0 ? `waiting for ${before.map(nameOf).join(', ')}` : 'waiting';
    }
    case 'working': {
      const { doing, since, line, resources } = state;
      return [
        `${doing} ${duration(board.elapsed(since))}`,
        resources && `${resources.done} of ${resources.total} resources`,
        line && oneLine(line),
      ]
        .filter(Boolean)
        .join(' · ');
    }
    case 'finished': {
      const { outcome, durationMs, resources, reason } = state.result;
      const seconds = `${(durationMs / 1000).toFixed(1)} s`;
      const rest = isGood(state.result) ? countsOf(resources) : oneLine(reason);
      return [outcome, seconds, rest].filter(Boolean).join(' ');
    }
  }
}

function countsOf({ added, changed, destroyed }: ResourceCounts): string {
  return [added && `+${added}`, changed && `~${changed}`, destroyed && `-${destroyed}`]
    .filter(Boolean)
    .join(' ');
}

function markOf(state: StackState, frame: number): { mark: string; color: Color } {
  switch (state.status) {
    case 'waiting':
      return { mark: '·', color: 'gray' };
    case 'working':
      return { mark: spinner[frame % spinner.length] ?? '', color: 'cyan' };
    case 'finished': {
      const { outcome } = state.result;
      if (outcome === 'skipped' || outcome === 'pending') return { mark: '-', color: 'yellow' };
      return isGood(state.result) ? { mark: '✔', color: 'green' } : { mark: '✖', color: 'red' };
    }
  }
}

/** As many stacks as there is room for, in their own order. */
function mostTelling(
  all: readonly [StackInstance, StackState][],
  room: number,
): readonly [StackInstance, StackState][] {
  if (all.length <= room) return all;
  const urgency = ([, state]: [StackInstance, StackState]) => {
    if (state.status === 'working') return 0;
    if (state.status === 'waiting') return 2;
    return isGood(state.result) ? 3 : 1;
  };
  const chosen = new Set([...all].sort((a, b) => urgency(a) - urgency(b)).slice(0, room));
  return all.filter((entry) => chosen.has(entry));
}

function oneLine(text: string): string {
  const [first = ''] = stripVTControlCharacters(text).split('\n', 1);
  return visibleText(first.trim(), widest);
}

function cut(text: string, columns: number): string {
  return text.length <= columns ? text : `${text.slice(0, Math.max(0, columns - 1))}…`;
}

function paint(color: Color, text: string, { colors }: RegionFormat): string {
  // Standard output is a pipe to Nx, so `styleText` would drop every colour. The caller has checked the real terminal.
  return colors ? styleText(color, text, { validateStream: false }) : text;
}
