import { answerText, type ScenarioAnswers } from '../answer/answer';
import { type Outcome, outcomeText } from '../answer/outcome';
import { type Timeline } from '../simulation/timeline';
import { type ClientGroup, clientGroups, timeText } from './client-groups';

/** The picture ends here, in seconds. What changes later is said in words. */
const endSeconds = 900;
/** What is shown of the time before the scenario. */
const beforeSeconds = 60;

const layout = { labels: 660, bars: 640, notes: 150, row: 16, gap: 8, bar: 12, head: 60 } as const;
const colours = {
  primary: '#2563a8',
  dr: '#1b8a5a',
  none: '#c4362f',
  text: '#1f2328',
  line: '#d0d7de',
} as const;

/**
 * The answers as a picture: a bar for each scenario and its clients, with a colour for each region and one for nobody.
 * The same answers give the same bytes.
 *
 * @param title what the picture is of
 * @returns an SVG document
 */
export function timelinePicture(title: string, all: readonly ScenarioAnswers[]): string {
  const groups = clientGroups(all);
  const rows = all.flatMap((answers) => rowsOf(answers, groups));
  const tops = rows.map((_, index) => topOf(rows.slice(0, index + 1)));
  const width = layout.labels + layout.bars + layout.notes;
  const height = Math.max(layout.head, ...tops) + layout.row + 8;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="sans-serif" font-size="11" fill="${colours.text}" role="img">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    `<text x="8" y="20" font-size="14" font-weight="bold">${escaped(title)}</text>`,
    ...legend(),
    `<text x="${layout.labels + layout.bars + 8}" y="42">moved after</text>`,
    ...axis(height),
    ...rows.flatMap((row, index) => drawn(row, tops[index] ?? 0)),
    '</svg>',
    '',
  ].join('\n');
}

function legend(): string[] {
  const entries = { primary: 'primary region', dr: 'DR region', none: 'nobody' } as const;
  return Object.entries(entries).flatMap(([kind, words], index) => {
    const x = 8 + index * 130;
    const colour = colours[kind as keyof typeof entries];
    return [
      `<rect x="${x}" y="32" width="12" height="12" fill="${colour}"/>`,
      `<text x="${x + 18}" y="42">${words}</text>`,
    ];
  });
}

function axis(height: number): string[] {
  const ticks = Array.from({ length: endSeconds / 60 }, (_, index) => index * 60);
  return ticks.flatMap((second) => [
    `<line x1="${xOf(second)}" y1="48" x2="${xOf(second)}" y2="${height - 8}" stroke="${colours.line}"/>`,
    ...(second % 180 === 0
      ? [`<text x="${xOf(second)}" y="42" text-anchor="middle">${second} s</text>`]
      : []),
  ]);
}

/** A line of the picture. */
interface Row {
  /** What happens; empty below the first line of a scenario. */
  readonly title: string;
  /** Which clients it is about; empty for all. */
  readonly clients: string;
  readonly served: Timeline<Outcome>;
  /** How long they need to move; empty below the first line of a scenario. */
  readonly moved: string;
}

/** Where the last of some rows is. Each scenario has a gap above it. */
function topOf(rows: readonly Row[]): number {
  const scenarios = rows.filter(({ title }) => title !== '').length;
  return layout.head + (rows.length - 1) * layout.row + (scenarios - 1) * layout.gap;
}

/** One row for each group of clients, or a single one if the scenario has the same answer for all. */
function rowsOf(answers: ScenarioAnswers, groups: readonly ClientGroup[]): Row[] {
  const isSame = new Set(answers.answers.map(answerText)).size === 1;
  return groups.slice(0, isSame ? 1 : groups.length).map(({ label, answerIn }, index) => ({
    title: index === 0 ? answers.scenario.title : '',
    clients: isSame ? '' : label,
    served: answerIn(answers).served,
    moved: index === 0 ? timeText(answers) : '',
  }));
}

function drawn({ title, clients, served, moved }: Row, y: number): string[] {
  const baseline = y + layout.bar - 2;
  const notes = [moved, ...later(served)].filter(Boolean).join('; ');
  return [
    ...(title ? [`<text x="8" y="${baseline}">${escaped(title)}</text>`] : []),
    ...(clients
      ? [
          `<text x="${layout.labels - 8}" y="${baseline}" text-anchor="end" font-size="9">${escaped(clients)}</text>`,
        ]
      : []),
    ...bars(served, y),
    ...(notes
      ? [`<text x="${layout.labels + layout.bars + 8}" y="${baseline}">${escaped(notes)}</text>`]
      : []),
  ];
}

/** A bar from each step to the next one, divided by the shares of the outcome. */
function bars(served: Timeline<Outcome>, y: number): string[] {
  const steps = served.steps.filter(({ at }) => at < endSeconds);
  return steps.flatMap(({ at, value }, index) => {
    const from = xOf(Math.max(at, -beforeSeconds));
    const to = xOf(steps[index + 1]?.at ?? endSeconds);
    let top = y;
    return value.map(({ region, isServed, share }) => {
      const height = rounded(layout.bar * share);
      const colour = isServed ? colours[region] : colours.none;
      const bar = `<rect x="${from}" y="${rounded(top)}" width="${rounded(to - from)}" height="${height}" fill="${colour}"/>`;
      top += height;
      return bar;
    });
  });
}

/** Steps behind the end of the picture, in words. */
function later(served: Timeline<Outcome>): string[] {
  return served.steps
    .filter(({ at }) => at >= endSeconds)
    .map(({ at, value }) => `${outcomeText(value)} at ${at} s`);
}

function xOf(second: number): number {
  const share = (second + beforeSeconds) / (endSeconds + beforeSeconds);
  return rounded(layout.labels + layout.bars * share);
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
