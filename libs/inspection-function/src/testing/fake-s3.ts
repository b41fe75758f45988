import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { sampleBucket, sampleKey, sampleVersion } from './sample-events';

type Operation = 'GetObjectTagging' | 'HeadObject' | 'PutObjectTagging';

interface Version {
  /** Headers of the answer to HeadObject. */
  readonly head: Readonly<Record<string, string>>;
  tags: Readonly<Record<string, string>>;
  readonly isDeleteMarker?: boolean;
}

interface Failure {
  readonly status: number;
  readonly code: string;
}

export const sampleKeyArn = 'arn:aws:kms:us-east-1:123456789012:key/0a1b2c3d-0000-4000-8000-000000000000';

/** Headers of an object without faults. */
export const faultlessHead: Readonly<Record<string, string>> = {
  'content-length': '5',
  'content-type': 'application/pdf',
  'x-amz-server-side-encryption': 'aws:kms',
  'x-amz-server-side-encryption-aws-kms-key-id': sampleKeyArn,
  'x-amz-checksum-crc64nvme': 'pDkqc8gBkMc=',
};

/** An S3 for inspections, over HTTP on loopback. It answers with the texts and statuses of S3. */
export class FakeS3 {
  private readonly versions = new Map<string, Version>();
  private readonly failures = new Map<Operation, Failure[]>();
  /** Every requested operation, in order. */
  readonly asked: Operation[] = [];
  private server: Server | undefined;

  async start(): Promise<void> {
    this.server = createServer((request, response) => this.receive(request, response));
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

  /** Deletes all objects and recorded requests. */
  reset(): void {
    this.versions.clear();
    this.failures.clear();
    this.asked.length = 0;
  }

  put(version: Partial<Version> = {}, key = sampleKey, id = sampleVersion): void {
    this.versions.set(`${key}?${id}`, { head: faultlessHead, tags: {}, ...version });
  }

  tagsOf(key = sampleKey, id = sampleVersion): Version['tags'] | undefined {
    return this.versions.get(`${key}?${id}`)?.tags;
  }

  /** Makes the next calls of an operation fail, one call for each failure. */
  fail(operation: Operation, ...failures: Failure[]): void {
    this.failures.set(operation, failures);
  }

  /** Runs just before an operation is answered. */
  before: (operation: Operation) => void = () => undefined;

  delete(): void {
    this.versions.clear();
  }

  private receive(request: IncomingMessage, response: ServerResponse): void {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => this.answer(request, body, response));
  }

  private answer(request: IncomingMessage, body: string, response: ServerResponse): void {
    const { pathname, searchParams } = new URL(request.url ?? '', this.endpoint);
    const [, bucket = '', key = ''] = /^\/([^/]+)\/(.*)$/.exec(decodeURIComponent(pathname)) ?? [];
    const operation = operationOf(request.method, searchParams);
    this.asked.push(operation);
    this.before(operation);
    const refuse = ({ status, code }: Failure) => {
      response.statusCode = status;
      response.setHeader('x-amz-request-id', 'REQUEST1');
      if (status === 405) response.setHeader('x-amz-delete-marker', 'true');
      const said = `<Message>Not allowed: arn:aws:s3:::${bucket}/${key}</Message><Key>${key}</Key>`;
      // The answer to a HEAD request has no body.
      response.end(operation === 'HeadObject' ? undefined : `<Error><Code>${code}</Code>${said}</Error>`);
    };
    const failure = this.failures.get(operation)?.shift();
    if (failure) return refuse(failure);
    if (bucket !== sampleBucket) return refuse({ status: 404, code: 'NoSuchBucket' });
    const version = this.versions.get(`${key}?${searchParams.get('versionId')}`);
    if (!version) return refuse({ status: 404, code: 'NoSuchVersion' });
    if (version.isDeleteMarker) return refuse({ status: 405, code: 'MethodNotAllowed' });

    if (operation === 'PutObjectTagging') {
      version.tags = Object.fromEntries(
        [...body.matchAll(/<Tag><Key>(.*?)<\/Key><Value>(.*?)<\/Value><\/Tag>/g)].map(([, name, value]) => [
          name,
          value,
        ]),
      );
      return void response.end();
    }
    if (operation === 'GetObjectTagging') {
      const tags = Object.entries(version.tags).map(
        ([name, value]) => `<Tag><Key>${name}</Key><Value>${value}</Value></Tag>`,
      );
      return void response.end(`<Tagging><TagSet>${tags.join('')}</TagSet></Tagging>`);
    }
    for (const [name, value] of Object.entries(version.head)) {
      // S3 returns checksums only on request.
      if (name.startsWith('x-amz-checksum') && request.headers['x-amz-checksum-mode'] !== 'ENABLED') continue;
      response.setHeader(name, value);
    }
    response.end();
  }
}

function operationOf(method: string | undefined, query: URLSearchParams): Operation {
  if (method === 'HEAD') return 'HeadObject';
  if (query.has('tagging')) return method === 'PUT' ? 'PutObjectTagging' : 'GetObjectTagging';
  throw new Error(`An inspection does not ask S3 for ${method}.`);
}
