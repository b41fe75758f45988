import { randomUUID } from 'node:crypto';
import { type AwsCall, type Protocol } from './aws-call';

/** An error as an AWS API answers it. */
export interface AwsError {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/** An HTTP answer. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const escaped = (text: string) => text.replace(/[<>&]/g, (character) => `&#${character.charCodeAt(0)};`);

const xml: Record<Exclude<Protocol, 'json' | 'rest-json'>, (error: AwsError, id: string) => string> = {
  ec2: ({ code, message }, id) =>
    `<Response><Errors><Error><Code>${code}</Code><Message>${escaped(message)}</Message></Error></Errors><RequestID>${id}</RequestID></Response>`,
  query: ({ status, code, message }, id) =>
    `<ErrorResponse><Error><Type>${status < 500 ? 'Sender' : 'Receiver'}</Type><Code>${code}</Code><Message>${escaped(message)}</Message></Error><RequestId>${id}</RequestId></ErrorResponse>`,
  'rest-xml': (error, id) => xml.query(error, id),
  s3: ({ code, message }, id) =>
    `<Error><Code>${code}</Code><Message>${escaped(message)}</Message><RequestId>${id}</RequestId></Error>`,
};

/**
 * An error in the shape of the API that a call speaks.
 * https://smithy.io/2.0/aws/protocols/index.html
 */
export function answerOf({ protocol }: Pick<AwsCall, 'protocol'>, error: AwsError): Answer {
  const { status, code, message } = error;
  const id = randomUUID();
  if (protocol === 'json' || protocol === 'rest-json') {
    const headers = {
      'content-type': protocol === 'json' ? 'application/x-amz-json-1.1' : 'application/json',
      'x-amzn-errortype': code,
      'x-amzn-requestid': id,
    };
    return { status, headers, body: JSON.stringify({ __type: code, message }) };
  }
  const body = `<?xml version="1.0" encoding="UTF-8"?>${xml[protocol](error, id)}`;
  return { status, headers: { 'content-type': 'text/xml', 'x-amzn-requestid': id }, body };
}

/** How a service says that it is called too often. */
export function throttling({ protocol }: Pick<AwsCall, 'protocol'>): AwsError {
  switch (protocol) {
    case 'ec2':
      return { status: 503, code: 'RequestLimitExceeded', message: 'Request limit exceeded.' };
    case 's3':
      return { status: 503, code: 'SlowDown', message: 'Please reduce your request rate.' };
    case 'json':
      return { status: 400, code: 'ThrottlingException', message: 'Rate exceeded' };
    case 'rest-json':
      return { status: 429, code: 'TooManyRequestsException', message: 'Rate exceeded' };
    default:
      return { status: 400, code: 'Throttling', message: 'Rate exceeded' };
  }
}

/** How a service says that it failed: 500 or 503. */
export function serverError({ protocol }: Pick<AwsCall, 'protocol'>, status: 500 | 503): AwsError {
  const codes = {
    500: protocol === 's3' || protocol === 'ec2' ? 'InternalError' : 'InternalFailure',
    503: protocol === 's3' || protocol === 'json' ? 'ServiceUnavailable' : 'Unavailable',
  };
  return { status, code: codes[status], message: 'The service cannot answer the request now.' };
}
