import { type IncomingMessage } from 'node:http';

/** How a service's API is spoken, as far as errors look different. */
export type Protocol = 'ec2' | 'query' | 'json' | 'rest-json' | 'rest-xml' | 's3';

/** A request as a proxy in front of AWS sees it. */
export interface AwsCall {
  /** Signing name of the service, such as `ec2` or `s3`; empty for a request that nobody signed. */
  readonly service: string;
  /** Region of the signature. */
  readonly region: string;
  /** Operation, such as `CreateVpc`; of a REST API method and path, such as `PUT /bucket/key`. */
  readonly action: string;
  readonly protocol: Protocol;
  /** Path and query. */
  readonly url: string;
  /** What it asks for: a form or a JSON document; empty where the body is anything else. */
  readonly body: string;
  /** The same for all attempts at one call, by which one that is sent again is known; empty where the client says none. */
  readonly invocation: string;
}

const form = 'application/x-www-form-urlencoded';

/** Whether the body of a request says what it asks for. An object of S3 does not, whatever it is. */
export function asksInBody({ headers }: Pick<IncomingMessage, 'headers'>): boolean {
  const type = headers['content-type'] ?? '';
  return type.startsWith(form) || headers['x-amz-target'] !== undefined;
}

/**
 * What a request asks of which service and region.
 *
 * @param body of a request that says there what it asks for, else empty
 */
export function readCall(
  request: Pick<IncomingMessage, 'method' | 'url' | 'headers'>,
  body: string,
): AwsCall {
  const { method = 'GET', headers } = request;
  const url = new URL(request.url ?? '/', 'http://localhost');
  // `AKIA…/20260101/us-east-1/ec2/aws4_request`, in the header or, of a presigned URL, in the query.
  const scope =
    /Credential=([^,\s]+)/.exec(headers.authorization ?? '')?.[1] ??
    url.searchParams.get('X-Amz-Credential') ??
    '';
  const [, , region = '', service = ''] = scope.split('/');
  const target = headers['x-amz-target'];
  const named = new URLSearchParams(body).get('Action') ?? url.searchParams.get('Action');
  const asked = {
    service,
    region,
    url: `${url.pathname}${url.search}`,
    body,
    invocation: String(headers['amz-sdk-invocation-id'] ?? ''),
  };
  if (typeof target === 'string') {
    return { ...asked, action: target.replace(/^.*\./, ''), protocol: 'json' };
  }
  if (named) return { ...asked, action: named, protocol: service === 'ec2' ? 'ec2' : 'query' };
  return { ...asked, action: `${method} ${url.pathname}`, protocol: restProtocol(service) };
}

function restProtocol(service: string): Protocol {
  if (service === 's3') return 's3';
  return ['route53', 'cloudfront', 's3control'].includes(service) ? 'rest-xml' : 'rest-json';
}
