import { type AwsCall } from '../aws-call';

/** Verbs of operations that change nothing. */
const reading =
  /^(Describe|Get|List|Batch(Get|Describe)|Head|Search|Lookup|Simulate|Validate|AssumeRole|GET |HEAD )/;

/** Whether a call only looks. */
export function reads({ action }: Pick<AwsCall, 'action'>): boolean {
  return reading.test(action);
}

/**
 * Parts of a request that say something else than which object it is about: they differ from one deployment to the
 * next, or are documents.
 */
const aside =
  /Token|^Action$|^Version$|^Value|\.Value|Policy$|Document|Body|Description|Tag|^tags|ReferenceId/;

/**
 * What a call changes, by a name that is the same in every deployment of a stack: service, operation, and the Terraform
 * address that the object is tagged with, or else what the request says of it without ids. Two objects can have one
 * name, as two routes of the same destination do.
 */
export function nameOf(call: AwsCall): string {
  const parts = requestParts(call);
  const tag = parts.find(
    ([path, value]) => path.endsWith('bulkhead:address') || value === 'bulkhead:address',
  );
  const address = tag?.[1] === 'bulkhead:address' ? valueOfTag(parts, tag[0]) : tag?.[1];
  const said = parts.filter(([path]) => !aside.test(path)).map(([path, value]) => withoutIds(value || path));
  const subject = address ?? said.join(' ').slice(0, 120);
  return `${call.service}:${withoutIds(call.action)} ${subject}`.trim();
}

/** By what AWS knows a call that is sent again, so that it does nothing twice; undefined where the call says none. */
export function clientToken(call: AwsCall): string | undefined {
  return requestParts(call).find(([path]) => /^(Client(Request)?Token|IdempotencyToken)$/i.test(path))?.[1];
}

/** Of tags that are pairs of key and value. */
function valueOfTag(parts: readonly (readonly [string, string])[], keyPath: string): string | undefined {
  return parts.find(([path]) => path === keyPath.replace(/Key$/, 'Value'))?.[1];
}

/** What a request says, as paths and values. Of a REST API that is the query; the path is in the operation. */
export function requestParts({ body, url }: Pick<AwsCall, 'body' | 'url'>): [path: string, value: string][] {
  if (body.startsWith('{')) return leaves(JSON.parse(body), '');
  const query = new URL(url, 'http://localhost').searchParams;
  query.delete('x-id');
  return [...(body ? new URLSearchParams(body) : query)];
}

function leaves(value: unknown, path: string): [string, string][] {
  if (value === null || typeof value !== 'object') return [[path, String(value)]];
  return Object.entries(value).flatMap(([key, item]) => leaves(item, path ? `${path}.${key}` : key));
}

/** Ids of objects, hashes, times and ports, which differ from one deployment to the next. */
export function withoutIds(text: string): string {
  return text
    .replace(/\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b/g, '*')
    .replace(/\b([a-z]+)-[0-9a-f]{8,17}\b/g, '$1-*')
    .replace(/\b[0-9a-f]{32,}\b/g, '*')
    .replace(/\b\d{13,}\w*\b/g, '*')
    .replace(/\blocalhost:\d+/g, 'localhost');
}
