import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { asksInBody, type AwsCall, readCall } from './aws-call';
import { type Answer } from './aws-error';
import { sequence } from './sequence';
import { type Disturbed, type Fault, type Late, type Listener } from './fault';

/** A call that reached the proxy. */
export interface SeenCall extends AwsCall {
  /** What the proxy made of it: the status of its own answer, a connection reset before or after it, or `passed` on. */
  readonly fate: number | 'reset' | 'lost' | 'passed';
}

/**
 * A reverse proxy in front of the emulator that fails calls on purpose. It is given to the tools as `AWS_ENDPOINT_URL`.
 * The emulator's own API below `/moto-api/` passes untouched: it tells whether the emulator lives.
 */
export class FaultProxy {
  /** Every call of AWS's APIs so far, in the order they came. */
  readonly calls: SeenCall[] = [];
  /** The first fault that takes a call decides. */
  private faults: readonly Fault[] = [];
  private readonly server: Server;
  private readonly random: () => number;

  private constructor(
    private readonly target: string,
    seed: number,
  ) {
    this.random = sequence(seed);
    this.server = createServer((incoming, outgoing) => {
      // A client that went away is its own affair; an emulator that did looks to the client as it would without us.
      this.handle(incoming, outgoing).catch(() => incoming.socket.destroy());
    });
    // What Node ends by itself would be faults that nobody asked for: requests of minutes, and idle connections, which
    // close just as a client reuses them.
    this.server.requestTimeout = 0;
    this.server.keepAliveTimeout = 0;
  }

  /**
   * Starts a proxy on a free port of the loopback interface.
   *
   * @param target URL of the emulator
   * @param seed what the faults are drawn from
   */
  static async start(target: string, seed: number): Promise<FaultProxy> {
    const proxy = new FaultProxy(target, seed);
    await new Promise<void>((resolve, reject) => {
      proxy.server.once('error', reject);
      proxy.server.listen(0, '127.0.0.1', resolve);
    });
    return proxy;
  }

  get endpoint(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** From now on fails what these faults take, and nothing else. */
  inject(...faults: readonly Fault[]): void {
    this.faults = faults;
  }

  /** How often an operation was called; `*` is every operation. */
  count(service: string, action = '*'): number {
    return this.calls.filter((call) => call.service === service && (action === '*' || call.action === action))
      .length;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async handle(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    if (incoming.url?.startsWith('/moto-api/')) return this.pass(incoming, outgoing);
    const body = asksInBody(incoming) ? await buffer(incoming) : undefined;
    const call = readCall(incoming, body?.toString() ?? '');
    const disturbed = this.draw(call);
    this.calls.push({ ...call, fate: fateOf(disturbed) });

    if (disturbed === 'reset') return void incoming.socket.resetAndDestroy();
    if (isAnswer(disturbed)) return this.answer(disturbed, incoming, outgoing);
    if (isLate(disturbed)) {
      await sleep(disturbed.afterMs);
      // Whoever waited for it may have gone.
      if (outgoing.destroyed) return undefined;
    }
    const answer = await this.ask(incoming, body ? Readable.from([body]) : incoming);
    if (isListener(disturbed)) return this.overhear(disturbed, answer, incoming, outgoing);
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    return pipeline(answer, outgoing);
  }

  private async overhear(
    listener: Listener,
    answer: IncomingMessage,
    incoming: IncomingMessage,
    outgoing: ServerResponse,
  ): Promise<void> {
    const { statusCode: status = 502, headers } = answer;
    // Whole, so that the service has done everything that it was asked for.
    const heard = await buffer(answer);
    listener.hear({ status, headers: headers as Answer['headers'], body: heard.toString() });
    if (listener.loses) return void incoming.socket.resetAndDestroy();
    outgoing.writeHead(status, headers).end(heard);
  }

  private draw(call: AwsCall) {
    for (const fault of this.faults) {
      const disturbed = fault(call, this.random);
      if (disturbed) return disturbed;
    }
    return undefined;
  }

  private async answer(
    { status, headers, body }: Answer,
    incoming: IncomingMessage,
    outgoing: ServerResponse,
  ): Promise<void> {
    // A body that is left unread would be taken for the next request of the connection.
    if (!incoming.readableEnded) incoming.resume();
    outgoing.writeHead(status, headers).end(incoming.method === 'HEAD' ? undefined : body);
  }

  private async pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const answer = await this.ask(incoming, incoming);
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    await pipeline(answer, outgoing);
  }

  /** Hands a request on as it is, `Host` included: it says by which name the client knows the service. */
  private ask({ method, url, headers }: IncomingMessage, body: Readable): Promise<IncomingMessage> {
    return new Promise<IncomingMessage>((resolve, reject) => {
      const onward = request(new URL(url ?? '/', this.target), { method, headers, agent: false }, resolve);
      onward.on('error', reject);
      pipeline(body, onward).catch(reject);
    });
  }
}

function isAnswer(disturbed: Disturbed | undefined): disturbed is Answer {
  return typeof disturbed === 'object' && 'status' in disturbed;
}

function isLate(disturbed: Disturbed | undefined): disturbed is Late {
  return typeof disturbed === 'object' && 'afterMs' in disturbed;
}

function isListener(disturbed: Disturbed | undefined): disturbed is Listener {
  return typeof disturbed === 'object' && 'hear' in disturbed;
}

function fateOf(disturbed: Disturbed | undefined): SeenCall['fate'] {
  if (disturbed === 'reset') return disturbed;
  if (isAnswer(disturbed)) return disturbed.status;
  return isListener(disturbed) && disturbed.loses ? 'lost' : 'passed';
}
