import {
  type ClientHttp2Session,
  connect,
  constants,
  createServer,
  type Http2Server,
  type IncomingHttpHeaders,
  type ServerHttp2Session,
  type ServerHttp2Stream,
} from 'node:http2';
import { connect as connectSocket } from 'node:net';
import { once } from 'node:events';
import { askEmpty, framed } from './grpc-message';

/** The call with which Terraform begins each command. */
const getSchema = '/tfplugin5.Provider/GetSchema';

/** Both sides may send this much, in bytes, before the other has to confirm: more than every schema has. */
const windowBytes = 1 << 24;

/**
 * Stands between Terraform and a provider, and passes everything on unchanged, except the answer to the question for the
 * schema: the front gives it itself, with only the types that the stack has.
 */
export class ProviderFront {
  private readonly terraforms = new Set<ServerHttp2Session>();

  private constructor(
    private readonly server: Http2Server,
    private readonly provider: ClientHttp2Session,
    private readonly socket: string,
    private schema: Buffer,
  ) {
    server.on('session', (session) => {
      this.terraforms.add(session);
      session.on('close', () => this.terraforms.delete(session));
      // A Terraform that was killed.
      session.on('error', () => undefined);
    });
    server.on('stream', (stream: ServerHttp2Stream, headers) =>
      headers[constants.HTTP2_HEADER_PATH] === getSchema
        ? this.answerSchema(stream)
        : this.pass(stream, headers),
    );
    provider.on('close', () => this.server.close());
  }

  /**
   * @param providerSocket where the provider listens
   * @param socket where the front shall listen
   * @param schemaOf asks for the schema of this provider with `ask`, or knows it
   * @throws Error if the provider does not answer as a provider of the plugin protocol 5
   */
  static async start(
    providerSocket: string,
    socket: string,
    schemaOf: (ask: () => Promise<Uint8Array>) => Promise<Uint8Array>,
  ): Promise<ProviderFront> {
    const provider = connect('http://localhost', {
      createConnection: () => connectSocket(providerSocket),
      settings: { initialWindowSize: windowBytes },
    });
    // Each call meets the error by itself.
    provider.on('error', () => undefined);
    try {
      await once(provider, 'connect');
      provider.setLocalWindowSize(windowBytes);
      const schema = await schemaOf(() => askEmpty(provider, getSchema));
      const server = createServer({ settings: { initialWindowSize: windowBytes } });
      await once(server.listen(socket), 'listening');
      return new ProviderFront(server, provider, socket, framed(schema));
    } catch (error) {
      provider.destroy();
      throw error;
    }
  }

  /** Whether both the front and its provider still answer. */
  answers(): Promise<boolean> {
    if (this.provider.closed || this.provider.destroyed) return Promise.resolve(false);
    return new Promise((resolve) => {
      const connection = connectSocket(this.socket);
      const answer = (is: boolean) => {
        connection.destroy();
        resolve(is);
      };
      connection.once('connect', () => answer(true));
      connection.once('error', () => answer(false));
    });
  }

  end(): void {
    this.provider.destroy();
    for (const terraform of this.terraforms) terraform.destroy();
    this.server.close();
  }

  private answerSchema(stream: ServerHttp2Stream): void {
    stream.on('error', () => undefined);
    stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
    stream.respond({ [constants.HTTP2_HEADER_CONTENT_TYPE]: 'application/grpc' }, { waitForTrailers: true });
    stream.end(this.schema);
  }

  private pass(stream: ServerHttp2Stream, headers: IncomingHttpHeaders): void {
    if (this.provider.closed || this.provider.destroyed) return stream.close(constants.NGHTTP2_CONNECT_ERROR);
    const call = this.provider.request(headers);
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
    stream.on('error', () => undefined);
    stream.on('aborted', () => call.close(constants.NGHTTP2_CANCEL));
  }
}
