import {
  constants,
  createServer,
  type Http2Server,
  type IncomingHttpHeaders,
  type ServerHttp2Session,
  type ServerHttp2Stream,
} from 'node:http2';
import { connect } from 'node:net';
import { once } from 'node:events';
import { maxSessionMemory, windowBytes } from './connection-limits';
import { framed } from './grpc-message';
import { type ProviderPool } from './provider-pool';
import { type ProviderProcess } from './provider-process';

/** The call with which Terraform begins each command. */
export const getSchema = '/tfplugin5.Provider/GetSchema';

/** The call with which Terraform tells a provider its region and its credentials. */
const configure = '/tfplugin5.Provider/Configure';

/**
 * Services of the plugin library that pass on printed text and further connections. The provider uses neither, but
 * Terraform's calls of them have to stay open: gRPC closes a connection that has had no call for 30 minutes, and with it
 * would go the process that was configured.
 * https://github.com/grpc/grpc-go/releases/tag/v1.59.0
 */
const libraryServices = /^\/plugin\.GRPC(Stdio|Broker)\//;

/** Status of a provider that is gone, from which Terraform says that the plugin did not respond. */
const unavailable = '14';

/** The connection of one provider instance of Terraform. */
interface Connection {
  /** The process that the connection has configured. @default none */
  configured?: Promise<ProviderProcess>;
}

/**
 * Stands between Terraform and its provider processes, and passes everything on unchanged, except the answer to the
 * question for the schema: the front gives it itself, with only the types that the stack has. Terraform opens a
 * connection for each provider that it would have started.
 */
export class ProviderFront {
  private readonly terraforms = new Map<ServerHttp2Session, Connection>();

  private constructor(
    private readonly server: Http2Server,
    private readonly pool: ProviderPool,
    private readonly socket: string,
    private readonly schema: Buffer,
  ) {
    server.on('session', (session) => {
      const connection: Connection = {};
      this.terraforms.set(session, connection);
      session.on('close', () => void this.forget(session, connection));
      // A Terraform that was killed.
      session.on('error', () => undefined);
      session.on('stream', (stream: ServerHttp2Stream, headers: IncomingHttpHeaders) =>
        this.serve(connection, stream, headers),
      );
    });
  }

  /**
   * @param socket where the front shall listen
   * @param schema the answer to the question for the schema
   * @param pool of the processes that answer everything else
   */
  static async start(socket: string, schema: Uint8Array, pool: ProviderPool): Promise<ProviderFront> {
    const server = createServer({ settings: { initialWindowSize: windowBytes }, maxSessionMemory });
    await once(server.listen(socket), 'listening');
    return new ProviderFront(server, pool, socket, framed(schema));
  }

  /** Whether the front answers, and no provider was lost. */
  answers(): Promise<boolean> {
    if (this.pool.isBroken) return Promise.resolve(false);
    return new Promise((resolve) => {
      const connection = connect(this.socket);
      const answer = (is: boolean) => {
        connection.destroy();
        resolve(is);
      };
      connection.once('connect', () => answer(true));
      connection.once('error', () => answer(false));
    });
  }

  end(): void {
    for (const terraform of this.terraforms.keys()) terraform.destroy();
    this.server.close();
  }

  /** Terraform is gone, and nobody else may use the process that it has configured. */
  private async forget(session: ServerHttp2Session, { configured }: Connection): Promise<void> {
    this.terraforms.delete(session);
    const process = await configured?.catch(() => undefined);
    if (process) await this.pool.release(process);
  }

  private serve(connection: Connection, stream: ServerHttp2Stream, headers: IncomingHttpHeaders): void {
    stream.on('error', () => undefined);
    // Terraform may have gone between its call and this event.
    if (isGone(stream)) return;
    const path = String(headers[constants.HTTP2_HEADER_PATH]);
    if (path === getSchema) return this.answerSchema(stream);
    if (libraryServices.test(path)) return void stream.resume();
    if (path === configure) connection.configured ??= this.pool.toConfigure();
    const process = connection.configured ?? this.pool.unconfigured();
    process
      .then((provider) => pass(provider, stream, headers))
      .catch((error: unknown) => fail(stream, (error as Error).message));
  }

  private answerSchema(stream: ServerHttp2Stream): void {
    stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
    stream.respond({ [constants.HTTP2_HEADER_CONTENT_TYPE]: 'application/grpc' }, { waitForTrailers: true });
    stream.end(this.schema);
  }
}

function pass(
  { session: provider }: ProviderProcess,
  stream: ServerHttp2Stream,
  headers: IncomingHttpHeaders,
): void {
  if (isGone(stream)) return;
  const call = provider.request(headers);
  let trailers: IncomingHttpHeaders | undefined;
  let isAnswered = false;
  call.on('response', (answer, flags) => {
    if (isGone(stream)) return;
    // A failed call has no message: its status is in the headers.
    isAnswered = (flags & constants.NGHTTP2_FLAG_END_STREAM) !== 0;
    stream.respond(answer, isAnswered ? { endStream: true } : { waitForTrailers: true });
    if (!isAnswered) call.pipe(stream);
  });
  call.on('trailers', (received) => (trailers = received));
  stream.on('wantTrailers', () => stream.sendTrailers(trailers ?? statusOf(lost)));
  // If the provider dies, Node ends the call without an error, and Terraform would wait for ever.
  call.on('close', () => {
    if (!isAnswered && !trailers) fail(stream, lost);
  });
  call.on('error', () => undefined);
  stream.on('aborted', () => call.close(constants.NGHTTP2_CANCEL));
  stream.pipe(call);
}

const lost = 'the provider ended';

/** Answers as gRPC does if a server is gone. */
function fail(stream: ServerHttp2Stream, reason: string): void {
  if (isGone(stream)) return;
  if (stream.headersSent) stream.end();
  else
    stream.respond(
      { [constants.HTTP2_HEADER_CONTENT_TYPE]: 'application/grpc', ...statusOf(reason) },
      { endStream: true },
    );
}

/** In these headers, a text is encoded like an address. */
function statusOf(reason: string): Record<string, string> {
  return { 'grpc-status': unavailable, 'grpc-message': encodeURIComponent(reason) };
}

function isGone(stream: ServerHttp2Stream): boolean {
  return stream.closed || stream.destroyed;
}
