import { type AwsCall } from '../aws-call';
import { type Answer, answerOf, type AwsError } from '../aws-error';
import { type Disturbed, type Fault } from '../fault';
import { clientToken, nameOf, reads } from './changing-call';
import { type ReadOf, readsOf } from './read-of';

/**
 * What goes wrong with a call that changes something. The service does what it was asked for, and
 * - `answer-lost`: its answer does not arrive, so that the client sends the call again;
 * - `answers-lost`: no answer to this call arrives, however often it is sent in this run;
 * - `read-fails`: the first read of the object afterwards ends in a permanent error, for the rest of the run.
 */
export const faultKinds = ['answer-lost', 'answers-lost', 'read-fails'] as const;
export type FaultKind = (typeof faultKinds)[number];

/** Errors that no client tries again. */
const permanent: readonly [AwsError, AwsError] = [
  {
    status: 400,
    code: 'ExpiredTokenException',
    message: 'The security token included in the request is expired',
  },
  {
    status: 403,
    code: 'AccessDenied',
    message: 'User: arn:aws:iam::123456789012:user/ada is not authorized to perform this',
  },
];

/**
 * What AWS says of calls that it is sent again although it did what they ask for, of those which the emulator would do
 * again: its second cluster takes the first one's place, whose managed secret stays for ever.
 * https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBCluster.html
 * https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBSubnetGroup.html
 */
const refusedAgain: Readonly<Record<string, AwsError>> = {
  'rds:CreateDBCluster': {
    status: 400,
    code: 'DBClusterAlreadyExistsFault',
    message: 'DB Cluster already exists',
  },
  'rds:CreateDBSubnetGroup': {
    status: 400,
    code: 'DBSubnetGroupAlreadyExists',
    message: 'The DB subnet group already exists.',
  },
};

/**
 * The calls of one run that are to be faulted in one way, by their names and their place among the calls of one name:
 * `ec2:CreateSubnet aws_subnet.public #1`. A call that is sent again is the same call.
 */
export class FaultedCalls {
  /** Calls that came and were faulted. */
  readonly hit = new Set<string>();
  /** Calls of which a read failed afterwards. */
  readonly failedReads = new Map<string, string>();
  private readonly keys = new CallKeys();
  /** By client token. */
  private readonly answered = new Map<string, Answer>();
  /** By the name of the call. */
  private readonly refused = new Map<string, Answer>();
  private readonly pinned: (ReadOf & { readonly error: AwsError })[] = [];
  private readonly awaited = new Map<string, (call: AwsCall) => ReadOf | undefined>();

  constructor(
    private readonly kind: FaultKind,
    private readonly wanted: ReadonlySet<string>,
  ) {}

  /** To be injected into the proxy for the run. */
  readonly fault: Fault = (call, random) => (reads(call) ? this.read(call, random) : this.change(call));

  private change(call: AwsCall): Disturbed | undefined {
    const { key, again } = this.keys.of(call);
    if (!this.isWanted(key, call)) return undefined;
    this.hit.add(key);
    if (this.kind === 'read-fails') return { hear: (answer) => this.awaitRead(key, call, answer) };
    const known = this.answered.get(clientToken(call) ?? '') ?? this.refused.get(nameOf(call));
    if (this.kind === 'answer-lost' && again) return known;
    // Nothing happens a second time: the connection is reset before the emulator has the call.
    if (known) return 'reset';
    return { loses: true, hear: (answer) => this.keep(call, answer) };
  }

  private isWanted(key: string, call: AwsCall): boolean {
    if (this.wanted.has(key)) return true;
    const name = nameOf(call);
    return this.kind === 'answers-lost' && [...this.hit].some((hit) => hit.startsWith(`${name} #`));
  }

  /**
   * AWS answers a client token that it knows with what it answered before, and refuses a name that is taken; the emulator
   * would do the work again.
   */
  private keep(call: AwsCall, answer: Answer): void {
    const token = clientToken(call);
    if (token !== undefined) this.answered.set(token, answer);
    const refusal = refusedAgain[`${call.service}:${call.action}`];
    if (refusal && answer.status < 300) this.refused.set(nameOf(call), answerOf(call, refusal));
  }

  private awaitRead(key: string, call: AwsCall, answer: Answer): void {
    if (answer.status < 300) this.awaited.set(key, readsOf(call, answer));
  }

  private read(call: AwsCall, random: () => number): Disturbed | undefined {
    const known = this.pinned.find((read) => read.matches(call));
    if (known) return answerOf(call, known.error);
    for (const [key, match] of this.awaited) {
      const read = match(call);
      if (!read) continue;
      this.awaited.delete(key);
      const error = random() < 0.5 ? permanent[0] : permanent[1];
      this.pinned.push({ ...read, error });
      this.failedReads.set(key, `${call.service}:${call.action} ${error.code}`);
      return answerOf(call, error);
    }
    return undefined;
  }
}

/** Gives each call its name and its place among those of one name. */
class CallKeys {
  private readonly invocations = new Map<string, string>();
  private readonly counts = new Map<string, number>();

  /** The key of a call, and whether it was sent before. */
  of(call: AwsCall): { readonly key: string; readonly again: boolean } {
    const before = this.invocations.get(call.invocation);
    if (before !== undefined) return { key: before, again: true };
    const name = nameOf(call);
    const count = (this.counts.get(name) ?? 0) + 1;
    this.counts.set(name, count);
    const key = `${name} #${count}`;
    if (call.invocation) this.invocations.set(call.invocation, key);
    return { key, again: false };
  }
}

/** The calls of a run that change something, as `FaultedCalls` names them, in the order they came. */
export function changesIn(calls: readonly AwsCall[]): string[] {
  const keys = new CallKeys();
  return [...new Set(calls.filter((call) => !reads(call)).map((call) => keys.of(call).key))];
}
