import { type Dashboard, type Widget } from '../reading/dashboard';
import { alarmStates } from './alarm-widget';
import { styleSheet } from './colours';
import { type Frame, frameOf, padding, sizeOf } from './frame';
import { graph, newestValues } from './metric-widgets';
import { escaped, fittingSize } from './text';
import { markdownLines } from './text-widget';

/**
 * A dashboard as a picture, with sample data. The same dashboard gives the same bytes. The picture has no script, no
 * font and no link of others, and follows the reader's choice of light or dark.
 *
 * @param title what the picture is of
 * @returns an SVG document
 */
export function dashboardPicture(title: string, { widgets }: Dashboard): string {
  const { width, height } = sizeOf(widgets);
  const titles = widgets.flatMap((widget) => titleOf(widget) ?? []);
  const description = `Sample data. Widgets: ${[...new Set(titles)].join('; ')}.`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="sans-serif" role="img" aria-labelledby="title description">`,
    `<title id="title">${escaped(title)}</title>`,
    `<desc id="description">${escaped(description)}</desc>`,
    `<style>${styleSheet()}</style>`,
    `<rect class="page" width="${width}" height="${height}"/>`,
    `<text class="text" x="8" y="26" font-size="${fittingSize(title, width * 0.75, 16)}" font-weight="bold">${escaped(title)}</text>`,
    `<text class="quiet" x="${width - 8}" y="26" font-size="11" text-anchor="end">sample data</text>`,
    ...widgets.flatMap(drawn),
    '</svg>',
    '',
  ].join('\n');
}

function titleOf(widget: Widget): string | undefined {
  return widget.type === 'text' ? undefined : widget.properties.title;
}

function drawn(widget: Widget): string[] {
  const frame = frameOf(widget);
  const { x, y, width, height } = frame;
  const title = titleOf(widget);
  return [
    `<g data-widget="${widget.type}">`,
    `<rect class="card" x="${x}" y="${y}" width="${width}" height="${height}" rx="4"/>`,
    ...(title === undefined
      ? []
      : [
          `<text class="text" data-title="" x="${x + padding}" y="${y + 20}" font-size="${fittingSize(title, width - 2 * padding, 13)}">${escaped(title)}</text>`,
        ]),
    ...content(widget, frame),
    '</g>',
  ];
}

function content(widget: Widget, frame: Frame): string[] {
  switch (widget.type) {
    case 'text':
      return markdownLines(widget, frame);
    case 'alarm':
      return alarmStates(widget, frame);
    case 'metric':
      return widget.properties.view === 'timeSeries' ? graph(widget, frame) : newestValues(widget, frame);
  }
}
