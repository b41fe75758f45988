import { labelsOf, type MetricWidget } from '../reading/dashboard';
import { sampleSeries } from '../sample/sample-series';
import { seriesClasses } from './colours';
import { type Frame, padding } from './frame';
import { escaped, fittingSize, readable, rounded } from './text';

/** The room of a graph inside its widget: below the title, beside the axis, above the legend. */
const margins = { left: 48, top: 30, right: 16, bottom: 26 } as const;
/** The room that words about a limit have beside a graph. */
const limitRoom = 114;

/** The numbers of a widget with their sample data, the newest value last. */
function seriesOf(
  widget: MetricWidget,
): readonly { readonly label: string; readonly values: readonly number[] }[] {
  return labelsOf(widget).map((label) => ({ label, values: sampleSeries(widget.properties.title, label) }));
}

const classOf = (index: number) => seriesClasses[index % seriesClasses.length];

/** The newest value of each number, side by side. */
export function newestValues(widget: MetricWidget, { x, y, width, height }: Frame): string[] {
  const series = seriesOf(widget);
  const share = (width - 2 * padding) / series.length;
  return series.flatMap(({ label, values }, index) => {
    const left = rounded(x + padding + share * index);
    const value = readable(values.at(-1) ?? 0);
    return [
      `<text class="${classOf(index)}" x="${left}" y="${y + 54}" font-size="${fittingSize(value, share - padding, 24)}">${value}</text>`,
      `<text class="quiet" x="${left}" y="${y + height - padding}" font-size="${fittingSize(label, share - padding, 11)}">${escaped(label)}</text>`,
    ];
  });
}

/** A line for each number, the axes, the limits and a legend. */
export function graph(widget: MetricWidget, frame: Frame): string[] {
  const series = seriesOf(widget);
  const limits = widget.properties.annotations?.horizontal ?? [];
  const values = series.flatMap((each) => each.values);
  const top = niceTop(Math.max(...values));
  const plot = {
    x: frame.x + margins.left,
    y: frame.y + margins.top,
    width: frame.width - margins.left - margins.right - (limits.length > 0 ? limitRoom : 0),
    height: frame.height - margins.top - margins.bottom,
  };
  const yOf = (value: number) => rounded(plot.y + plot.height * (1 - value / top));
  const right = plot.x + plot.width;
  return [
    ...[0, top / 2, top].flatMap((value) => [
      `<line class="line-line" x1="${plot.x}" y1="${yOf(value)}" x2="${right}" y2="${yOf(value)}"/>`,
      `<text class="quiet" x="${plot.x - 6}" y="${yOf(value) + 3.5}" font-size="10" text-anchor="end">${readable(value)}</text>`,
    ]),
    ...limits.flatMap(({ value, label }) => limitLine(value, label, top, { yOf, plot })),
    ...series.map(({ values: each }, index) => {
      const step = plot.width / (each.length - 1);
      const path = each.map((value, at) => `${rounded(plot.x + step * at)},${yOf(value)}`).join(' ');
      return `<polyline class="${classOf(index)}-line" stroke-width="1.5" points="${path}"/>`;
    }),
    ...legend(
      series.map(({ label }) => label),
      frame,
    ),
  ];
}

/** A limit far above all values is said in words, so that the values can be read. */
function limitLine(
  value: number,
  label: string,
  top: number,
  { yOf, plot }: { readonly yOf: (value: number) => number; readonly plot: Frame },
): string[] {
  const isInside = value <= top;
  const y = yOf(Math.min(value, top));
  const words = isInside ? label : `${label}: ${readable(value)}`;
  const right = plot.x + plot.width;
  return [
    ...(isInside
      ? [`<line class="limit-line" stroke-dasharray="4 3" x1="${plot.x}" y1="${y}" x2="${right}" y2="${y}"/>`]
      : []),
    `<text class="limit" x="${right + 6}" y="${y + 3.5}" font-size="${fittingSize(words, limitRoom, 10)}">${escaped(words)}</text>`,
  ];
}

function legend(labels: readonly string[], { x, y, width, height }: Frame): string[] {
  const share = (width - 2 * padding) / labels.length;
  const baseline = y + height - 9;
  return labels.flatMap((label, index) => {
    const left = rounded(x + padding + share * index);
    return [
      `<rect class="${classOf(index)}" x="${left}" y="${baseline - 8}" width="8" height="8"/>`,
      `<text class="quiet" x="${rounded(left + 13)}" y="${baseline}" font-size="${fittingSize(label, share - 18, 10)}">${escaped(label)}</text>`,
    ];
  });
}

/** The end of an axis: 1, 2 or 5 times a power of ten, and above all values. */
function niceTop(greatest: number): number {
  const power = 10 ** Math.floor(Math.log10(greatest || 1));
  const factor = [1, 2, 5, 10].find((each) => each * power >= greatest) ?? 10;
  return factor * power;
}
