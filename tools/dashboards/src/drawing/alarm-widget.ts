import { type AlarmWidget } from '../reading/dashboard';
import { type Frame, padding } from './frame';
import { escaped, fittingSize, rounded } from './text';

/** The space above the first alarm, for the title of the widget. */
const top = 32;
/** The most that an alarm needs, in pixels. */
const tallest = 28;

/** The alarms of a widget one below the other, each of them OK. */
export function alarmStates(
  { properties: { alarms } }: AlarmWidget,
  { x, y, width, height }: Frame,
): string[] {
  const row = Math.min(tallest, (height - top - 4) / alarms.length);
  const room = width - 2 * padding;
  return alarms.flatMap((arn, index) => {
    const name = arn.split(':').slice(6).join(':');
    const above = y + top + row * index;
    const baseline = rounded(above + row / 2 + 2);
    return [
      `<rect class="ok-line" x="${x + padding}" y="${rounded(above)}" width="${room}" height="${rounded(row - 4)}" rx="3"/>`,
      `<circle class="ok" cx="${x + padding + 14}" cy="${rounded(above + row / 2 - 2)}" r="4"/>`,
      `<text class="ok" x="${x + padding + 24}" y="${baseline}" font-size="11">OK</text>`,
      `<text class="text" x="${x + padding + 52}" y="${baseline}" font-size="${fittingSize(name, room - 60, 11)}">${escaped(name)}</text>`,
    ];
  });
}
