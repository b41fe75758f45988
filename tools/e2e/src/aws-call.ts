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
}

const form = 'application/x-www-form-urlencoded';

/** Whether a request names its operation in the body. */
export function namesActionInBody({ headers }: Pick<IncomingMessage, 'headers'>): boolean {
  return headers['content-type']?.startsWith(form) ?? false;
}

/**
 * What a request asks of which service and region.
 *
 * @param body of a request that names its operation there, else empty
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
  if (typeof target === 'string') {
    return { service, region, action: target.replace(/^.*\./, ''), protocol: 'json' };
  }
  if (named) return { service, region, action: named, protocol: service === 'ec2' ? 'ec2' : 'query' };
  return { service, region, action: `${method} ${url.pathname}`, protocol: restProtocol(service) };
}

function restProtocol(service: string): Protocol {
  if (service === 's3') return 's3';
  return ['route53', 'cloudfront', 's3control'].includes(service) ? 'rest-xml' : 'rest-json';
}
