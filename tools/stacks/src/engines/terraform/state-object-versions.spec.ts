import { rmSync } from 'node:fs';
import { type IncomingMessage } from 'node:http';
import { hostname, userInfo } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { parseEnvironment } from '@bulkhead/config';
import { withPlayedAws } from '../../test-emulator';
import { testFolder, writeFiles } from '../../test-folder';
import { lockingCalls } from './locking-calls';
import { stateVersions } from './state-versions';

const environment = parseEnvironment({ name: 'qa', preset: 'saas', account: '123456789012' }, 'qa.json');
const place = { workspaceRoot: testFolder(), environment, region: 'us-east-1' };
beforeEach(() => rmSync(join(place.workspaceRoot, 'dist'), { recursive: true, force: true }));
const vpc = { role: 'primary', app: 'network', stack: 'vpc' } as const;
const key = 'qa/primary/network/vpc.tfstate';
const state = (serial: number) => JSON.stringify({ version: 4, lineage: 'a', serial, resources: [] });

interface Asked {
  readonly url: URL;
  readonly method: string;
  readonly body: string;
  readonly headers: IncomingMessage['headers'];
}
type Answer = (request: Asked) => [status: number, content: string];
let answer: Answer;
let asked: string[];

withPlayedAws(async (request, response) => {
  const url = new URL(request.url ?? '/', 'http://aws');
  const { method = '', headers } = request;
  const body = await text(request);
  const what = ['versions', 'versioning'].find((name) => url.searchParams.has(name)) ?? '';
  asked.push([method, what || url.pathname.split('/').slice(2).join('/')].join(' '));
  const [status, content] = answer({ url, method, body, headers });
  response.writeHead(status, { 'content-type': 'application/xml', etag: '"e"' }).end(content);
});
beforeEach(() => (asked = []));

const refused = (code: string) => `<Error><Code>${code}</Code></Error>`;
const listed = (kind: string, name: string, id: string, second: number) =>
  `<${kind}><Key>${name}</Key><VersionId>${id}</VersionId><LastModified>2026-01-01T00:00:0${second}.000Z</LastModified></${kind}>`;

test('every version is read, page by page and the newest first, and none of the lock', async () => {
  answer = ({ url, headers }) => {
    expect(headers['x-amz-expected-bucket-owner']).toBe('123456789012');
    const id = url.searchParams.get('versionId');
    if (id) return [200, id === 'v2' ? '{' : state(1)];
    if (url.searchParams.get('key-marker') === key)
      return [200, `<ListVersionsResult>${listed('Version', key, 'v1', 1)}</ListVersionsResult>`];
    return [
      200,
      [
        '<ListVersionsResult><IsTruncated>true</IsTruncated>',
        `<NextKeyMarker>${key}</NextKeyMarker><NextVersionIdMarker>v2</NextVersionIdMarker>`,
        listed('Version', key, 'v2', 2),
        listed('Version', `${key}.tflock`, 'lock', 5),
        listed('DeleteMarker', key, 'gone', 3),
        '</ListVersionsResult>',
      ].join(''),
    ];
  };

  expect(
    (await stateVersions.list(place, vpc)).map(({ id, at, found }) => [id, at.slice(17, 19), found.is]),
  ).toEqual([
    ['gone', '03', 'missing'],
    ['v2', '02', 'broken'],
    ['v1', '01', 'kept'],
  ]);
});

test('without a bucket there are no versions, and a write fails', async () => {
  answer = () => [404, refused('NoSuchBucket')];

  expect(await stateVersions.list(place, vpc)).toEqual([]);
  await expect(stateVersions.write(place, vpc, state(1))).rejects.toThrow('no bucket');
});

/** Answers of a bucket that keeps versions. */
const versioned: Answer = ({ url, method }) =>
  url.searchParams.has('versioning')
    ? [200, '<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>']
    : [method === 'DELETE' ? 204 : 200, ''];

test("a state is written under Terraform's own lock, which is given back", async () => {
  const written: string[] = [];
  answer = (request) => {
    if (request.method === 'PUT' && !request.url.pathname.endsWith('.tflock')) written.push(request.body);
    if (request.url.pathname.endsWith('.tflock') && request.method === 'PUT') {
      expect(request.headers['if-none-match']).toBe('*');
      expect(request.body).toContain('"Who"');
    }
    return versioned(request);
  };
  await stateVersions.write(place, vpc, state(6));

  expect(asked).toEqual(['GET versioning', `PUT ${key}.tflock`, `PUT ${key}`, `DELETE ${key}.tflock`]);
  expect(written[0]).toContain(state(6));
});

test('a refused write also gives the lock back', async () => {
  answer = (request) =>
    request.method === 'PUT' && request.url.pathname.endsWith('.tfstate')
      ? [403, refused('AccessDenied')]
      : versioned(request);

  await expect(stateVersions.write(place, vpc, state(6))).rejects.toMatchObject({ name: 'AccessDenied' });
  expect(asked.at(-1)).toBe(`DELETE ${key}.tflock`);
});

test('nothing is written while somebody has the lock, and the lock stays', async () => {
  answer = (request) => {
    if (!request.url.pathname.endsWith('.tflock')) return versioned(request);
    return request.method === 'GET'
      ? [200, JSON.stringify({ Who: 'bob@desk', Created: '2026' })]
      : [412, refused('PreconditionFailed')];
  };

  await expect(stateVersions.write(place, vpc, state(6))).rejects.toMatchObject({
    code: 'StateLocked',
    message: expect.stringContaining('locked by bob@desk since 2026'),
    next: expect.stringMatching(/aws s3 rm s3:\/\/\S+\/qa\/primary\/network\/vpc\.tfstate\.tflock$/),
  });
  expect(asked).toEqual(['GET versioning', `PUT ${key}.tflock`, `GET ${key}.tflock`]);
});

test('a lock that is taken at the same time and cannot be read belongs to somebody', async () => {
  answer = (request) => {
    if (!request.url.pathname.endsWith('.tflock')) return versioned(request);
    return request.method === 'GET'
      ? [404, refused('NoSuchKey')]
      : [409, refused('ConditionalRequestConflict')];
  };

  await expect(stateVersions.write(place, vpc, state(6))).rejects.toMatchObject({
    code: 'StateLocked',
    message: 'The Terraform state of network/vpc@primary is locked by somebody.',
  });
});

test('a lock that is refused for another reason belongs to nobody, and is not given back', async () => {
  answer = (request) =>
    request.url.pathname.endsWith('.tflock') ? [403, refused('AccessDenied')] : versioned(request);

  await expect(stateVersions.write(place, vpc, state(6))).rejects.toMatchObject({ name: 'AccessDenied' });
  expect(asked).toEqual(['GET versioning', `PUT ${key}.tflock`]);
});

const directory = 'dist/terraform/qa/primary/network/vpc';
const me = `${userInfo().username}@${hostname()}`;
const lockOf = (over: object) => ({
  ID: '4711',
  Operation: 'recover',
  Who: me,
  Created: new Date().toISOString(),
  ...over,
});
/** A bucket with a lock that somebody has. */
function lockedBy(lock: object): void {
  let held: object | undefined = lock;
  answer = (request) => {
    if (!request.url.pathname.endsWith('.tflock')) return versioned(request);
    if (request.method === 'GET') return [200, JSON.stringify(held)];
    if (request.method === 'PUT' && held) return [412, refused('PreconditionFailed')];
    held = undefined;
    return versioned(request);
  };
}
/** The note of a killed call. */
const killed = (over: object) => ({
  [`${directory}/locking-calls/1-a.call.json`]: { pid: 2 ** 30, startMark: 'long ago', ...over },
});

test.each([
  [
    'a recovery that was killed',
    lockOf({ Created: '2026' }),
    { startedAt: 1, operation: 'recover', lock: '4711' },
  ],
  [
    'a Terraform that was killed with its tool',
    lockOf({ Operation: 'untaint' }),
    { startedAt: Date.now(), operation: 'untaint' },
  ],
])('the lock of %s is given back', async (_, lock, call) => {
  writeFiles(place.workspaceRoot, killed(call));
  lockedBy(lock);
  await stateVersions.write(place, vpc, state(6));

  expect(asked).toEqual([
    'GET versioning',
    `PUT ${key}.tflock`,
    `GET ${key}.tflock`,
    `DELETE ${key}.tflock`,
    `PUT ${key}.tflock`,
    `PUT ${key}`,
    `DELETE ${key}.tflock`,
  ]);
});

test('the lock of another recovery is left alone, whatever call was killed here', async () => {
  writeFiles(place.workspaceRoot, killed({ startedAt: Date.now(), operation: 'recover', lock: '4712' }));
  lockedBy(lockOf({}));

  await expect(stateVersions.write(place, vpc, state(6))).rejects.toMatchObject({ code: 'StateLocked' });
  expect(asked).not.toContain(`DELETE ${key}.tflock`);
});

test('a lock is noted before it is taken, until it is given back', async () => {
  const folder = join(place.workspaceRoot, directory);
  let taken = '';
  let noted: Promise<unknown> = Promise.resolve();
  answer = (request) => {
    if (request.method === 'PUT' && request.url.pathname.endsWith('.tflock')) {
      taken = request.body;
      noted = lockingCalls(folder);
    }
    return versioned(request);
  };
  await stateVersions.write(place, vpc, state(6));

  expect(await noted).toMatchObject([{ pid: process.pid, lock: expect.any(String), state: 'at-work' }]);
  expect(taken).toContain(`"ID":"${((await noted) as { lock: string }[])[0]?.lock}"`);
  expect(await lockingCalls(folder)).toEqual([]);
});

test('a lock that was taken although its answer was lost is recognized as own', async () => {
  let taken = '';
  answer = (request) => {
    if (!request.url.pathname.endsWith('.tflock')) return versioned(request);
    if (request.method === 'GET') return [200, taken];
    if (request.method === 'DELETE') return versioned(request);
    taken = request.body.slice(request.body.indexOf('{'), request.body.lastIndexOf('}') + 1);
    return [412, refused('PreconditionFailed')];
  };
  await stateVersions.write(place, vpc, state(6));

  expect(asked.slice(-2)).toEqual([`PUT ${key}`, `DELETE ${key}.tflock`]);
});

test('many versions are each read once, and keep their order', async () => {
  const seconds = Array.from({ length: 9 }, (_, index) => index + 1);
  const ids = ['a', 'b', 'c'].flatMap((batch) =>
    seconds.map((second) => ({ id: `${batch}${second}`, second })),
  );
  answer = ({ url }) => {
    const id = url.searchParams.get('versionId');
    if (id) return [200, state(Number(id.slice(1)))];
    const versions = ids.map(({ id: each, second }) => listed('Version', key, each, second));
    return [200, `<ListVersionsResult>${versions.join('')}</ListVersionsResult>`];
  };
  const versions = await stateVersions.list(place, vpc);

  expect(versions.map(({ id }) => id)).toEqual(
    [...seconds].reverse().flatMap((second) => ['a', 'b', 'c'].map((batch) => `${batch}${second}`)),
  );
  expect(versions.map(({ text: content }) => content)).toEqual(
    versions.map(({ id }) => state(Number(id.slice(1)))),
  );
  expect(asked.filter((each) => each === `GET ${key}`)).toHaveLength(27);
});

test('nothing is written if the present state would be lost', async () => {
  answer = () => [200, '<VersioningConfiguration/>'];

  await expect(stateVersions.write(place, vpc, state(6))).rejects.toMatchObject({
    code: 'StateNotVersioned',
    next: expect.stringContaining('put-bucket-versioning --region us-east-1'),
  });
  expect(asked).toEqual(['GET versioning']);
});
