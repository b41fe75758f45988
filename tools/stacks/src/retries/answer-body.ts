import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';

/** Node's code for a lost connection. */
const lost = 'ECONNRESET';

/** A healthy answer brings at least this many bytes in the time limit of a request. */
const fewestBytes = 65_536;

/**
 * Reads the whole body of an answer. The time limits of a request end with the first line of the answer. Without this
 * limit, a body that stops or trickles would be waited for without end.
 *
 * @param timeMs the time in which 64 KB, or the whole rest, have to arrive
 * @throws Error `TimeoutError`, which the SDK tries again, and the error of a lost connection
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

/** Turns bytes back into a body, for a caller that expects a stream. */
export function bodyOf(bytes: Buffer): Readable {
  return Readable.from(bytes.length > 0 ? [bytes] : [], { objectMode: false });
}
