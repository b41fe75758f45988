import { BulkheadError } from '@bulkhead/errors';
import { callRow, serviceName } from './aws-calls';
import { type FailureFamily, familyOf } from './failure-family';

/** A call as its client knows it. */
export interface FailedCall {
  /** Name of the client without its end: `SSM`. */
  readonly client: string;
  /** Such as `GetParameters`. */
  readonly operation: string;
  /** Name of the region that was asked. */
  readonly region: string;
  readonly input: object;
}

/** How many characters of AWS's answer a message repeats. */
const longestAnswer = 1_000;

/** How many characters of a foreign answer a message repeats. */
const longestForeignAnswer = 80;

/**
 * A failed call of the tool itself: its purpose, the service and region, the answer of AWS, and the next step. It keeps
 * the name and the fields of the SDK's error, which is its cause: a caller that expects `ParameterNotFound` or looks at
 * the HTTP status still finds them.
 */
export class AwsFailure extends BulkheadError {
  readonly family: FailureFamily;
  /** Name of the region that was asked. */
  readonly region: string;

  constructor(call: FailedCall, error: Error) {
    const family = familyOf(error, call.operation);
    const { code, next } = families[family];
    super(code, describe(call, family, error), { next: next(called(call), error), cause: error });
    this.family = family;
    this.region = call.region;
    Object.defineProperty(this, 'name', { value: error.name });
    for (const [name, field] of Object.entries(Object.getOwnPropertyDescriptors(error)))
      if (!(name in this)) Object.defineProperty(this, name, field);
  }
}

/** A call, in the words of a message. */
interface CalledService {
  readonly service: string;
  readonly operation: string;
  readonly region: string;
  readonly purpose: string | undefined;
  /** Permissions that the call needs. */
  readonly actions: readonly string[];
}

interface Family {
  readonly code: string;
  /** What happened to the call. */
  readonly what: (call: CalledService) => string;
  /** What to do. */
  readonly next: (call: CalledService, error: Error & Answered) => string;
}

const again = 'then run the same command again';

/** Node's codes for an unknown host name and for an unreachable address: AWS was not even asked. */
const unreachable = /^(ENOTFOUND|EAI_\w+|ENETUNREACH|EHOSTUNREACH)$/;

const families: Readonly<Record<FailureFamily, Family>> = {
  denied: {
    code: 'AwsDenied',
    what: ({ service, operation, region }) => `${service} in ${region} denied ${operation}`,
    next: howToAllow,
  },
  expired: {
    code: 'ExpiredCredentials',
    what: ({ service, operation, region }) =>
      `the credentials for ${operation} of ${service} in ${region} have expired`,
    next: () => `aws sso login, or renew the credentials that AWS_PROFILE names; ${again}`,
  },
  unknown: {
    code: 'NoCredentials',
    what: ({ service, operation, region }) =>
      `there are no valid credentials for ${operation} of ${service} in ${region}`,
    // https://docs.aws.amazon.com/general/latest/gr/rande-manage.html
    next: ({ region }) =>
      `aws sso login, or set AWS_PROFILE; where ${region} has to be enabled first: aws account get-region-opt-status --region-name ${region}`,
  },
  clock: {
    code: 'WrongClock',
    what: ({ service, operation, region }) =>
      `${service} in ${region} refused ${operation}, which was signed at another time than it is there`,
    next: () => `set the clock of this machine (date -u shows it), ${again}`,
  },
  throttled: {
    code: 'AwsThrottled',
    what: ({ service, operation, region }) => `${service} in ${region} throttled ${operation}`,
    next: () => 'run the same command again when less is going on in the account',
  },
  unavailable: {
    code: 'AwsUnavailable',
    what: ({ service, operation, region }) => `${service} in ${region} did not answer ${operation}`,
    next: ({ service, region }, { code }: Answered) =>
      unreachable.test(code ?? '')
        ? `look at the network of this machine: its DNS, VPN and proxy (env | grep -i proxy); ${again}`
        : `run the same command again when ${service} answers in ${region}; how it is: https://health.aws.amazon.com/health/status`,
  },
  untrusted: {
    code: 'AwsUntrusted',
    what: ({ service, operation, region }) =>
      `the server that answers ${operation} of ${service} in ${region} does not prove that it is AWS`,
    // The tool's SDK takes certificates from Node. Terraform takes them from a variable of AWS.
    next: () =>
      `where a proxy of your company answers, have NODE_EXTRA_CA_CERTS and AWS_CA_BUNDLE name the file of its certificate; else look for who answers (env | grep -i proxy) and at the clock (date -u); ${again}`,
  },
  unreadable: {
    code: 'AwsUnreadable',
    what: ({ service, operation, region }) =>
      `the answer to ${operation} of ${service} in ${region} does not come from AWS`,
    next: () =>
      `look for what answers in the place of AWS, such as a proxy or the portal of a network (env | grep -i proxy); ${again}`,
  },
  refused: {
    code: 'AwsRefused',
    what: ({ service, operation, region }) => `${service} in ${region} refused ${operation}`,
    next: () => `correct what AWS names, ${again}`,
  },
};

function called({ client, operation, region, input }: FailedCall): CalledService {
  const row = callRow(client, operation, input);
  return {
    service: serviceName(client),
    operation,
    region,
    purpose: row?.purpose,
    actions: row?.actions ?? [],
  };
}

function describe(failed: FailedCall, family: FailureFamily, error: Error): string {
  const call = called(failed);
  const what = families[family].what(call);
  const told = `${what}: ${answerOf(error, family)}`;
  return call.purpose
    ? `Bulkhead could not ${call.purpose}: ${told}`
    : `${told[0]?.toUpperCase()}${told.slice(1)}`;
}

/** Fields of an SDK error besides its message. */
interface Answered {
  /** Code of the operating system: `ECONNRESET`. */
  readonly code?: string;
  readonly $metadata?: { readonly attempts?: number; readonly httpStatusCode?: number };
  readonly $response?: { readonly statusCode?: number; readonly body?: unknown };
}

/** The answer of AWS: code and text, and the number of attempts. */
function answerOf(error: Error & Answered, family: FailureFamily): string {
  const { code, $metadata, $response } = error;
  const attempts = $metadata?.attempts ?? 1;
  const often = attempts > 1 ? ` (${attempts} attempts)` : '';
  if (family === 'unreadable') {
    const body = $response?.body;
    const text = body instanceof Uint8Array ? Buffer.from(body).toString() : body;
    const status = $metadata?.httpStatusCode ?? $response?.statusCode;
    const shown = typeof text === 'string' && text !== '' ? `: "${cut(text, longestForeignAnswer)}"` : '';
    return `HTTP ${status}${shown || ' without a text'}${often}`;
  }
  // For an error of Node, the code says more than the name.
  const name = ['Error', 'AggregateError'].includes(error.name) && code ? code : error.name;
  return [name, cut(error.message, longestAnswer)].filter(Boolean).join(': ') + often;
}

/** A foreign text on one line. */
function cut(text: string, longest: number): string {
  const line = text.replace(/[\p{Cc}\s]+/gu, ' ').trim();
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
}

/**
 * AWS usually names who may not do what: `User: arn:… is not authorized to perform: ssm:GetParameters on resource: …`.
 */
function howToAllow({ actions }: CalledService, { message }: Error): string {
  const [, who, action, resource] =
    /(arn:\S+) is not authorized to perform: ([\w-]+:\w+)(?: on resource: (\S+))?/.exec(message) ?? [];
  const what = `${action ?? actions.join(' and ')}${resource ? ` on ${resource}` : ''}`;
  const [, policy] = /explicit deny in an? ([\w -]+ policy)/.exec(message) ?? [];
  if (policy) return `have the ${policy} changed that denies ${what}, ${again}`;
  return `allow ${what} for ${who ?? 'the caller that "aws sts get-caller-identity" names'}, ${again}`;
}
