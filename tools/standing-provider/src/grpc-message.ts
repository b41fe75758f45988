import { type ClientHttp2Session, constants } from 'node:http2';

/** A message has a byte before it, which says that it is not compressed, and its length in four bytes. */
const prefixLength = 5;

/**
 * A message as gRPC sends it.
 * https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md, `Length-Prefixed-Message`
 */
export function framed(message: Uint8Array): Buffer {
  const prefix = Buffer.alloc(prefixLength);
  prefix.writeUInt32BE(message.length, 1);
  return Buffer.concat([prefix, message]);
}

/**
 * Calls a method of a gRPC server with an empty message.
 *
 * @param path such as `/tfplugin5.Provider/GetSchema`
 * @returns the message that the server answers
 * @throws Error with the server's status, or the error of the connection
 */
export function askEmpty(session: ClientHttp2Session, path: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const stream = session.request({
      [constants.HTTP2_HEADER_METHOD]: 'POST',
      [constants.HTTP2_HEADER_PATH]: path,
      [constants.HTTP2_HEADER_CONTENT_TYPE]: 'application/grpc',
      [constants.HTTP2_HEADER_TE]: 'trailers',
    });
    const chunks: Buffer[] = [];
    let status: unknown;
    const take = (headers: Record<string, unknown>) => (status = headers['grpc-status'] ?? status);
    stream.on('response', take);
    stream.on('trailers', take);
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('error', reject);
    stream.on('close', () => {
      const answer = Buffer.concat(chunks);
      if (status === '0' && answer.length >= prefixLength && answer[0] === 0)
        resolve(answer.subarray(prefixLength));
      else reject(new Error(`${path} answered with status ${String(status)}`));
    });
    stream.end(framed(Buffer.alloc(0)));
  });
}
