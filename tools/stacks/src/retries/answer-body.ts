import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';

/** What Node says of a connection that is lost. */
const lost = 'ECONNRESET';

/** Bytes of which an answer that comes at all brings as many before the time of a request is over again. */
const fewestBytes = 65_536;

/**
 * The whole body of an answer. The limits of a request end with the first line of the answer; without this one a body
 * that stops, or trickles, would be waited for for ever.
 *
 * @param timeMs within which 64 KB come, or all that is left
 * @throws Error `TimeoutError`, which the SDK tries again, and what the connection says where it is lost
 */
export async function wholeBody(body: unknown, timeMs: number): Promise<Buffer> {
  if (body instanceof Uint8Array) return Buffer.from(body);
  if (!(body instanceof Readable)) return Buffer.alloc(0);
  const chunks: Buffer[] = [];
  let counted = 0;
  const late = () => {
    const message = `after its first line the answer brought ${counted} bytes in ${timeMs} ms`;
    body.destroy(Object.assign(new Error(message), { name: 'TimeoutError' }));
  };
  let timer = setTimeout(late, timeMs);
  body.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    counted += chunk.length;
    if (counted < fewestBytes) return;
    counted = 0;
    clearTimeout(timer);
    timer = setTimeout(late, timeMs);
  });
  try {
    await finished(body);
  } catch (error) {
    if ((error as { readonly code?: unknown }).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
    throw Object.assign(new Error('the answer was cut'), { code: lost, syscall: 'read' });
  } finally {
    clearTimeout(timer);
  }
  return Buffer.concat(chunks);
}

/** A body again, for whoever expects a stream. */
export function bodyOf(bytes: Buffer): Readable {
  return Readable.from(bytes.length > 0 ? [bytes] : [], { objectMode: false });
}
