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
import { framed } from './grpc-message';
import { type ProviderPool } from './provider-pool';
import { type ProviderProcess } from './provider-process';
import { windowBytes } from './window-bytes';

/** The call with which Terraform begins each command. */
export const getSchema = '/tfplugin5.Provider/GetSchema';

/** The call with which Terraform tells a provider its region and its credentials. */
const configure = '/tfplugin5.Provider/Configure';

/** Services of the plugin library that pass on printed text and further connections. The provider uses neither. */
const libraryServices = /^\/plugin\.GRPC(Stdio|Broker)\//;

/** https://grpc.io/docs/guides/status-codes/ */
const unimplemented = '12';

/** The connection of one provider instance of Terraform. */
interface Connection {
  /** The process that answers the connection. @default nothing was asked that a process has to answer */
  process?: Promise<ProviderProcess>;
  isConfigured?: boolean;
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
    const server = createServer({ settings: { initialWindowSize: windowBytes } });
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

  /** Terraform is gone, and with it the configuration of the process. */
  private async forget(session: ServerHttp2Session, { process, isConfigured }: Connection): Promise<void> {
    this.terraforms.delete(session);
    const started = isConfigured ? await process?.catch(() => undefined) : undefined;
    if (started) await this.pool.release(started);
  }

  private serve(connection: Connection, stream: ServerHttp2Stream, headers: IncomingHttpHeaders): void {
    stream.on('error', () => undefined);
    const path = String(headers[constants.HTTP2_HEADER_PATH]);
    if (path === getSchema) return this.answerSchema(stream);
    if (libraryServices.test(path)) return refuse(stream);
    if (path === configure && !connection.isConfigured) {
      connection.isConfigured = true;
      connection.process = this.pool.toConfigure();
    }
    connection.process ??= this.pool.unconfigured();
    connection.process.then(
      (process) => pass(process, stream, headers),
      () => stream.close(constants.NGHTTP2_CONNECT_ERROR),
    );
  }

  private answerSchema(stream: ServerHttp2Stream): void {
    stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
    stream.respond({ [constants.HTTP2_HEADER_CONTENT_TYPE]: 'application/grpc' }, { waitForTrailers: true });
    stream.end(this.schema);
  }
}

function refuse(stream: ServerHttp2Stream): void {
  const status = { [constants.HTTP2_HEADER_CONTENT_TYPE]: 'application/grpc', 'grpc-status': unimplemented };
  stream.respond(status, { endStream: true });
}

function pass(
  { session: provider }: ProviderProcess,
  stream: ServerHttp2Stream,
  headers: IncomingHttpHeaders,
): void {
  if (stream.destroyed) return;
  if (provider.closed || provider.destroyed) return stream.close(constants.NGHTTP2_CONNECT_ERROR);
  const call = provider.request(headers);
  let trailers: IncomingHttpHeaders = {};
  call.on('response', (answer, flags) => {
    if (stream.destroyed) return;
    // A failed call has no message: its status is in the headers.
    const isAll = (flags & constants.NGHTTP2_FLAG_END_STREAM) !== 0;
    stream.respond(answer, isAll ? { endStream: true } : { waitForTrailers: true });
    if (!isAll) call.pipe(stream);
  });
  call.on('trailers', (received) => (trailers = received));
  stream.on('wantTrailers', () => stream.sendTrailers(trailers));
  stream.pipe(call);
  call.on('error', () => stream.close(constants.NGHTTP2_INTERNAL_ERROR));
  stream.on('aborted', () => call.close(constants.NGHTTP2_CANCEL));
}
