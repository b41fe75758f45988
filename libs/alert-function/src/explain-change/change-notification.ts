import { type BridgeEvent } from '../bridge-event';
import { timelineLink, trailLink } from '../console-links';
import { type KnownDeployments } from '../deployments';
import { facts, type Notification, placeOf } from '../notification';
import { singleLine, subjectOf, toSeconds } from '../plain-text';
import { type ExplainChangeSettings } from '../settings';
import { type Judged, knownType, severityOfChange, severityOfCompliance } from './change-severity';
import { type ComplianceChange, parseConfigChange, type ResourceChange } from './config-event';
import { originOf } from './origin';

/**
 * What people have to know about a change that AWS Config saw: what, where, how urgent, whose, and whether it came with
 * a deployment. A page goes to the topic `alerts`, anything else to `notifications`. Undefined for an event of another
 * version or kind.
 */
export async function changeNotification(
  event: BridgeEvent,
  { environment }: Pick<ExplainChangeSettings, 'environment'>,
  deployments: () => Promise<KnownDeployments>,
): Promise<Notification | undefined> {
  const change = parseConfigChange(event);
  if (!change) return undefined;
  if (change.kind === 'compliance-change') return complianceNotification(event, change, environment);
  // Without a stack to look for, the records have no answer.
  const known = change.tags.stack ? await deployments() : { deployments: [], unreadable: 0 };
  const origin = originOf(change, known, environment);
  const { app, stack, owner } = change.tags;
  return notification(event, change, environment, {
    state: change.change,
    headline: `${change.change} of ${change.type}`,
    judged: severityOfChange(change, origin),
    time: change.captured,
    entries: [
      ['Owner', owner],
      ['Stack', app && stack && `${app}/${stack}`],
      ['Cause', `${origin.verdict}: ${origin.why}`],
      ['Properties', change.properties.join(', ') || undefined],
      ...(change.wholeItem === undefined ? [] : [['Whole item', `s3://${change.wholeItem}`] as const]),
    ],
  });
}

/** The event of a rule has no tags, so that neither the owner nor the stack of the resource is known. */
function complianceNotification(
  event: BridgeEvent,
  change: ComplianceChange,
  environment: string,
): Notification {
  return notification(event, change, environment, {
    state: change.compliance,
    headline: `${change.compliance}: ${change.type} by rule ${change.rule}`,
    judged: severityOfCompliance(change),
    time: change.recorded,
    entries: [
      ['Rule', change.rule],
      ['Before', change.before],
      ['Owner', undefined],
      ['Cause', 'unknown: the event of a rule has no tags that name a stack.'],
    ],
  });
}

interface Told {
  readonly state: string;
  readonly headline: string;
  readonly judged: Judged;
  /** When AWS Config saw it. @default the time of the event */
  readonly time: Date | undefined;
  readonly entries: readonly (readonly [label: string, value: string | undefined])[];
}

function notification(
  event: BridgeEvent,
  { kind, type, id }: ResourceChange | ComplianceChange,
  environment: string,
  { state, headline, judged: { severity, reason }, entries, ...told }: Told,
): Notification {
  const time = told.time ?? event.time;
  const timeline = timelineLink(event, type, id);
  const trail = trailLink(event, time);
  return {
    kind,
    topic: severity === 'page' ? 'alerts' : 'notifications',
    severity,
    state,
    subject: subjectOf(`[${severity}] (${environment}, ${event.region ?? 'region not known'}) ${headline}`),
    body: [
      singleLine(headline, 400),
      id,
      '',
      ...facts([
        ['Severity', `${severity}: ${reason}`],
        ...entries,
        ['Where', placeOf(event, environment)],
        ['Seen', time && toSeconds(time)],
      ]),
      '',
      ...(timeline ? [`Timeline: ${timeline}`] : []),
      ...(trail ? [`Trail: ${trail}`] : []),
    ].join('\n'),
    resourceType: knownType(type),
  };
}
