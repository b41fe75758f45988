import { type AwsCall } from './aws-call';
import { answerOf, type Answer, type AwsError, serverError, throttling } from './aws-error';

/**
 * What a fault makes of a call: an answer that is not the service's; a connection that is reset before the service has
 * the call; or the service does what it was asked for, late, or while somebody listens.
 */
export type Disturbed = Answer | 'reset' | Late | Listener;

/** The service gets the call after a while. */
export interface Late {
  readonly afterMs: number;
}

/** Hears what the service answered, before the client does. */
export interface Listener {
  hear(answer: Answer): void;
  /** Whether the answer is then lost, the connection reset. @default false */
  readonly loses?: boolean;
}

/** The service does what it was asked for, and its answer is lost. */
export const lost: Listener = { loses: true, hear: () => undefined };

/**
 * Decides about one call; undefined lets it pass.
 *
 * @param random the next number in [0, 1) of the proxy's own sequence
 */
export type Fault = (call: AwsCall, random: () => number) => Disturbed | undefined;

/** What goes wrong with calls that would have succeeded, in equal shares. */
const transients: readonly ((call: AwsCall) => Disturbed)[] = [
  (call) => answerOf(call, throttling(call)),
  (call) => answerOf(call, serverError(call, 500)),
  (call) => answerOf(call, serverError(call, 503)),
  () => 'reset',
];

/**
 * Throttling, errors of the service and reset connections, in equal shares. A reset comes before the call is passed on:
 * what the service did not get it has not done.
 *
 * @param rate share of the calls, from 0 to 1
 */
export function disturb(rate: number): Fault {
  return (call, random) => {
    if (random() >= rate) return undefined;
    return transients[Math.floor(random() * transients.length)]?.(call);
  };
}

/** Throttles an operation of a service as often as given, or for ever; `*` is every operation. */
export function throttle(service: string, action: string, times = Infinity): Fault {
  let left = times;
  return (call) => {
    if (!isOf(call, service, action) || left <= 0) return undefined;
    left -= 1;
    return answerOf(call, throttling(call));
  };
}

/** Answers every call of an operation with the same error. */
export function refuse(service: string, action: string, error: AwsError): Fault {
  return (call) => (isOf(call, service, action) ? answerOf(call, error) : undefined);
}

/** Services of one endpoint for the whole partition, which sign for us-east-1 wherever they are called from. */
const globalServices = ['iam', 'cloudfront', 'route53'];

/** How long a call takes in a region that is slow, in ms. */
const slowMs = 10_000;

/**
 * A region that is gone: whatever is signed for it is not answered, answered by something before the service, or
 * answered so late that nobody can work with it.
 */
export function loseRegion(region: string, how: 'reset' | 'unavailable' | 'slow' = 'reset'): Fault {
  return (call) => {
    if (call.region !== region || globalServices.includes(call.service)) return undefined;
    if (how === 'slow') return { afterMs: slowMs };
    return how === 'reset' ? 'reset' : answerOf(call, serverError(call, 503));
  };
}

/**
 * A region that is gone, with the control planes of the global services in it: IAM, CloudFront and Route 53 are changed
 * in us-east-1 only.
 */
export function loseControlPlanes(region: string): Fault {
  return (call) => (call.region === region ? answerOf(call, serverError(call, 503)) : undefined);
}

function isOf(call: AwsCall, service: string, action: string): boolean {
  return call.service === service && (action === '*' || call.action === action);
}
