import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';

/** A message that was published. */
export interface Published {
  readonly topic: string;
  readonly subject: string;
  readonly message: string;
  readonly attributes: Readonly<Record<string, string>>;
}

type Operation = 'Publish' | 'GetParametersByPath';

/** An answer with an error. `silent` ends the connection in place of an answer. */
type Failure = { readonly status: number; readonly code: string } | 'silent';

/** Parameters of one page, as many as SSM returns at most. */
const pageSize = 10;

/** An SNS and an SSM over HTTP on loopback, with the protocols and limits of the services. */
export class FakeAws {
  readonly published: Published[] = [];
  readonly parameters = new Map<string, string>();
  /** Every requested operation, in order. */
  readonly asked: Operation[] = [];
  private readonly failures = new Map<Operation, (Failure | undefined)[]>();
  private server: Server | undefined;

  async start(): Promise<void> {
    this.server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => this.answer(request, body, response));
    });
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
  }

  async stop(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise((resolve) => this.server?.close(resolve));
  }

  get endpoint(): string {
    return `http://127.0.0.1:${(this.server?.address() as AddressInfo).port}`;
  }

  reset(): void {
    this.published.length = 0;
    this.asked.length = 0;
    this.parameters.clear();
    this.failures.clear();
  }

  /** What the next calls of an operation are answered with, one for each call: a failure, or undefined for success. */
  fail(operation: Operation, ...failures: (Failure | undefined)[]): void {
    this.failures.set(operation, failures);
  }

  private answer(request: IncomingMessage, body: string, response: ServerResponse): void {
    const target = request.headers['x-amz-target'];
    const operation: Operation =
      target === 'AmazonSSM.GetParametersByPath' ? 'GetParametersByPath' : 'Publish';
    this.asked.push(operation);
    const failure = this.failures.get(operation)?.shift();
    if (failure === 'silent') return void request.socket.destroy();
    response.setHeader('x-amzn-requestid', 'REQUEST1');
    if (operation === 'Publish') this.publish(new URLSearchParams(body), failure, response);
    else this.list(JSON.parse(body) as Listing, failure, response);
  }

  private publish(
    query: URLSearchParams,
    failure: Exclude<Failure, 'silent'> | undefined,
    response: ServerResponse,
  ) {
    const field = (name: string) => query.get(name) ?? '';
    if (query.get('Action') !== 'Publish')
      throw new Error(`The function does not ask SNS for ${query.get('Action')}.`);
    const subject = field('Subject');
    const message = field('Message');
    const isValid =
      /^[\x21-\x7e][\x20-\x7e]{0,98}$/.test(subject) &&
      message !== '' &&
      Buffer.byteLength(message) <= 262_144;
    const refusal = failure ?? (isValid ? undefined : { status: 400, code: 'InvalidParameter' });
    if (refusal) {
      response.statusCode = refusal.status;
      const said = `<Message>Not allowed: ${subject.replace(/[<&]/g, '')}</Message>`;
      return response.end(
        `<ErrorResponse><Error><Type>Sender</Type><Code>${refusal.code}</Code>${said}</Error><RequestId>REQUEST1</RequestId></ErrorResponse>`,
      );
    }
    const entries = [1, 2, 3].map((index): [string, string] => [
      field(`MessageAttributes.entry.${index}.Name`),
      field(`MessageAttributes.entry.${index}.Value.StringValue`),
    ]);
    this.published.push({
      topic: field('TopicArn'),
      subject,
      message,
      attributes: Object.fromEntries(entries),
    });
    return response.end(
      '<PublishResponse><PublishResult><MessageId>1</MessageId></PublishResult></PublishResponse>',
    );
  }

  private list(listing: Listing, failure: Exclude<Failure, 'silent'> | undefined, response: ServerResponse) {
    response.setHeader('content-type', 'application/x-amz-json-1.1');
    if (failure) {
      response.statusCode = failure.status;
      return response.end(JSON.stringify({ __type: failure.code, message: `Not allowed: ${listing.Path}` }));
    }
    const below = [...this.parameters].filter(([name]) => name.startsWith(`${listing.Path}/`));
    const start = Number(listing.NextToken ?? 0);
    const end = start + pageSize;
    return response.end(
      JSON.stringify({
        Parameters: below.slice(start, end).map(([Name, Value]) => ({ Name, Value, Type: 'String' })),
        ...(end < below.length && { NextToken: String(end) }),
      }),
    );
  }
}

interface Listing {
  readonly Path: string;
  readonly NextToken?: string;
}
