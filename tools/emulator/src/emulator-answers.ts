import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';

/** What a probe found: nothing, a server that does not reply in time, another server, or the emulator. */
export type ProbeResult = 'answers' | 'unreachable' | 'hanging' | 'foreign';

export interface HttpReply {
  readonly status: number;
  readonly body: string;
}

interface HttpCall {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly timeoutMs: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** `send` rejects with this error if the whole exchange takes longer than allowed. */
export class HttpDeadlineError extends Error {
  override readonly name = 'HttpDeadlineError';
}

/**
 * One HTTP exchange with an emulator, on a connection of its own. A pooled connection could belong to an instance that
 * has died since. Rejects with `HttpDeadlineError` or the socket's error.
 */
export function send(endpoint: string, call: HttpCall): Promise<HttpReply> {
  return new Promise((resolve, reject) => {
    const url = new URL(call.path, endpoint);
    const fail = (error: Error) => {
      clearTimeout(deadline);
      reject(error);
    };
    const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(
      url,
      { method: call.method, headers: call.headers, agent: false },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', fail);
        response.on('end', () => {
          clearTimeout(deadline);
          resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') });
        });
      },
    );
    // A socket timeout counts only idle time. A server that sends byte by byte would never reach it.
    const deadline = setTimeout(() => {
      fail(new HttpDeadlineError(`No reply from ${url.href} within ${call.timeoutMs} ms`));
      request.destroy();
    }, call.timeoutMs);
    request.on('error', fail);
    request.end(call.body);
  });
}

/**
 * Asks once whether an emulator answers at `endpoint`, within `timeoutMs` milliseconds in all. moto is recognised by
 * its own API, which takes 2 ms however much moto holds. Any other emulator is recognised by an STS call.
 */
export async function probeEmulator(endpoint: string, timeoutMs: number): Promise<ProbeResult> {
  const end = Date.now() + timeoutMs;
  try {
    const moto = await send(endpoint, { method: 'GET', path: '/moto-api/config', timeoutMs });
    if (moto.status < 300 && moto.body.startsWith('{')) return 'answers';

    const sts = await send(endpoint, {
      method: 'POST',
      path: '/',
      timeoutMs: Math.max(1, end - Date.now()),
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        // Emulators route by the service in the credential scope and do not check signatures.
        authorization:
          'AWS4-HMAC-SHA256 Credential=emulator/20250101/us-east-1/sts/aws4_request, SignedHeaders=host, Signature=0',
      },
      body: 'Action=GetCallerIdentity&Version=2011-06-15',
    });
    return sts.status === 200 && sts.body.includes('GetCallerIdentity') ? 'answers' : 'foreign';
  } catch (error) {
    return error instanceof HttpDeadlineError ? 'hanging' : 'unreachable';
  }
}

/**
 * Whether an emulator answers at `endpoint` within `timeoutMs` milliseconds. False for a server that hangs or is not an
 * emulator. Never throws.
 */
export async function emulatorAnswers(endpoint: string, timeoutMs = 5_000): Promise<boolean> {
  return (await probeEmulator(endpoint, timeoutMs)) === 'answers';
}
