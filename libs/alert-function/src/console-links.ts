import { type BridgeEvent } from './bridge-event';

/** Where an event happened, and when. */
type Happened = Pick<BridgeEvent, 'region'>;

/** Before and after an event, in milliseconds: what caused it came before, and CloudTrail delivers within minutes. */
const [before, after] = [60 * 60_000, 15 * 60_000];

/** The page of an alarm. Undefined for an event of an unknown region. */
export function alarmLink(happened: Happened, name: string): string | undefined {
  return link(happened, 'cloudwatch', `alarmsV2:alarm/${encodeURIComponent(name)}`);
}

export function dashboardLink(happened: Happened, name: string | undefined): string | undefined {
  return name === undefined
    ? undefined
    : link(happened, 'cloudwatch', `dashboards/dashboard/${encodeURIComponent(name)}`);
}

/** CloudTrail's event history from an hour before a time until a quarter of an hour after. */
export function trailLink(happened: Happened, time: Date | undefined): string | undefined {
  if (time === undefined) return undefined;
  const [start, end] = [time.getTime() - before, time.getTime() + after].map((at) =>
    new Date(at).toISOString(),
  );
  return link(happened, 'cloudtrailv2', `/events?StartTime=${start}&EndTime=${end}`);
}

/**
 * The timeline of a resource in AWS Config.
 * https://docs.aws.amazon.com/config/latest/developerguide/oversized-notification-example.html
 */
export function timelineLink(happened: Happened, type: string, id: string): string | undefined {
  return link(happened, 'config', `/timeline/${encodeURIComponent(type)}/${encodeURIComponent(id)}`);
}

function link({ region }: Happened, service: string, fragment: string): string | undefined {
  return region && `https://${domainOf(region)}/${service}/home?region=${region}#${fragment}`;
}

/** Each partition has a console of its own. https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html */
function domainOf(region: string): string {
  if (region.startsWith('cn-')) return 'console.amazonaws.cn';
  if (region.startsWith('us-gov-')) return 'console.amazonaws-us-gov.com';
  return 'console.aws.amazon.com';
}
