import { type AwsCall } from '../aws-call';

let sent = 0;

/** A call as a proxy sees it, an invocation of its own. */
export function callOf(
  service: string,
  action: string,
  asked: string | Readonly<Record<string, string>> = '',
  url = action.split(' ')[1] ?? '/',
): AwsCall {
  const body =
    typeof asked === 'string' ? asked : new URLSearchParams({ Action: action, ...asked }).toString();
  const protocol = body.startsWith('{') ? 'json' : service === 's3' ? 's3' : 'query';
  return { service, region: 'us-east-1', action, protocol, url, body, invocation: `invocation ${sent++}` };
}
