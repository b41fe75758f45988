import { type AwsCall } from '../aws-call';
import { type Answer } from '../aws-error';
import { requestParts } from './changing-call';

/** A read of one object, and every later one like it. */
export interface ReadOf {
  matches(call: AwsCall): boolean;
}

/** What AWS gives an object as its id: `vpc-0123…`, the UUID of a key. */
const ids = /\b[a-z]{2,10}-(?:[0-9a-f]{17}|[0-9a-f]{8})\b|\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b/g;

/** Where an answer says its own id rather than that of an object. */
const requestId = /<(requestId|RequestId|RequestID)>[^<]*<\/\1>/g;

/** The shortest text that names an object rather than a protocol, a port or a switch. */
const shortestName = 6;

/**
 * Finds the reads of what a call has changed: of the ids that its answer brought, or else, where it brought none, of
 * anything that the request names.
 *
 * @param answer of the service to the call
 * @returns tells of a read whether it is of that object, and recognises those like it
 */
export function readsOf(
  changed: AwsCall,
  { body }: Pick<Answer, 'body'>,
): (call: AwsCall) => ReadOf | undefined {
  const asked = textOf(changed);
  const brought = [...new Set(body.replace(requestId, '').match(ids) ?? [])].filter(
    (id) => !asked.includes(id),
  );
  const named = requestParts(changed)
    .filter(([path]) => !/Token|Tag|Document|Policy$|^Value$|^Description$|^Action$|^Version$/.test(path))
    .map(([, value]) => value);
  const segments = changed.action.split(' ')[1]?.split('/') ?? [];
  const subjects =
    brought.length > 0 ? brought : [...named, ...segments].filter(({ length }) => length >= shortestName);
  return (call) => {
    if (call.service !== changed.service) return undefined;
    const subject = subjects.find((each) => textOf(call).includes(each));
    if (subject === undefined) return undefined;
    return {
      matches: ({ service, action, ...like }) =>
        service === call.service && action === call.action && textOf(like).includes(subject),
    };
  };
}

/** Everything that a request says, readable. */
function textOf({ body, url }: Pick<AwsCall, 'body' | 'url'>): string {
  const path = new URL(url, 'http://localhost').pathname;
  return [decodeURIComponent(path), ...requestParts({ body, url }).map(([, value]) => value)].join('\n');
}
