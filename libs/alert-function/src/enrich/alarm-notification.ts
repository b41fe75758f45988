import { type Severity } from '../alarm-description';
import { type BridgeEvent } from '../bridge-event';
import { alarmLink, dashboardLink, trailLink } from '../console-links';
import { deploymentLines, type KnownDeployments } from '../deployments';
import { facts, longestText, type Notification, placeOf } from '../notification';
import { singleLine, subjectOf, toSeconds } from '../plain-text';
import { type EnrichSettings } from '../settings';
import { type AlarmChange, parseAlarmChange } from './alarm-event';

/** Of an alarm whose description names no severity: somebody has to look, and nothing says that it is urgent. */
const assumedSeverity: Severity = 'ticket';

/**
 * What people have to know about the change of an alarm: what, where, since when, how urgent, who, what to do, and what
 * was deployed last. Undefined for an event of another version or kind.
 */
export async function alarmNotification(
  event: BridgeEvent,
  { environment, dashboard }: Pick<EnrichSettings, 'environment' | 'dashboard'>,
  deployments: () => Promise<KnownDeployments>,
): Promise<Notification | undefined> {
  const change = parseAlarmChange(event);
  if (!change) return undefined;
  const { name, state, isComposite, since, described } = change;
  const severity = severityOf(change);
  return {
    kind: isComposite ? 'composite-alarm' : 'alarm',
    topic: 'notifications',
    severity,
    state,
    // The place stands before the name, which may be longer than a subject.
    subject: subjectOf(
      `[${severity}] ${state} (${environment}, ${event.region ?? 'region not known'}): ${name}`,
    ),
    body: [
      `${state}: ${name}`,
      singleLine(described.summary ?? 'The alarm has no description.', longestText),
      '',
      ...facts([
        ['Severity', severityLine(change, severity)],
        ['Owner', described.owner],
        ['Patients', described.patients],
        ['Where', placeOf(event, environment)],
        ['Since', sinceLine(change, event)],
        ['Reason', change.reason],
        [isComposite ? 'Changed by' : 'Metrics', change.watched.join(', ') || undefined],
        ...(change.suppressedBy ? [['Actions', `suppressed by ${change.suppressedBy}`] as const] : []),
      ]),
      '',
      `Runbook: ${described.runbook ?? 'not known'}`,
      ...links([
        ['Alarm', alarmLink(event, name)],
        ['Dashboard', dashboardLink(event, dashboard)],
        ['Trail', trailLink(event, since ?? event.time)],
      ]),
      '',
      ...deploymentLines(await deployments()),
    ].join('\n'),
  };
}

/** While the actions of an alarm are suppressed, a message about it must not wake anybody either. */
function severityOf({ suppressedBy, described }: AlarmChange): Severity {
  return suppressedBy === undefined ? (described.severity ?? assumedSeverity) : 'information';
}

function severityLine({ suppressedBy, described }: AlarmChange, severity: Severity): string {
  const own = described.severity ?? `${assumedSeverity}, because the alarm names none`;
  return suppressedBy === undefined
    ? own
    : `${severity}, because its actions are suppressed; otherwise ${own}`;
}

function sinceLine({ since, previous }: AlarmChange, { time }: BridgeEvent): string | undefined {
  const at = since ?? time;
  return at && `${toSeconds(at)}${previous ? `, before that ${previous}` : ''}`;
}

/** Links in full, one a line: a line of facts would cut a long one. */
function links(entries: readonly (readonly [label: string, link: string | undefined])[]): string[] {
  return entries.flatMap(([label, link]) => (link ? [`${label}: ${link}`] : []));
}
