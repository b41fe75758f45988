import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { unzipSync } from 'fflate';
import { inspectionFunction, inspectionTag } from '.';
import { FakeS3, faultlessHead, sampleKeyArn } from './testing/fake-s3';
import { notification, objectCreated, sampleBucket, sampleVersion } from './testing/sample-events';

const s3 = new FakeS3();
let folder: string;
beforeAll(async () => {
  await s3.start();
  folder = mkdtempSync(join(tmpdir(), 'bulkhead-function-'));
  const [[name, code] = ['', Buffer.of()]] = Object.entries(unzipSync(readFileSync(inspectionFunction.file)));
  writeFileSync(join(folder, name), code);
  // The folder where the runtime has the SDK.
  symlinkSync(join(__dirname, '../../../node_modules'), join(folder, 'node_modules'));
});
afterEach(() => s3.reset());
afterAll(async () => {
  await s3.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Calls the built function like the runtime, in a separate process. The last printed line is the thrown error. */
async function invoke(event: unknown, variables: Record<string, string> = {}) {
  const [file, handler] = inspectionFunction.handler.split('.');
  const script = `require('./${file}.js').${handler}(${JSON.stringify(event)}).catch((error) => {
    console.error(error);
    process.exitCode = 1;
  });`;
  const { stdout, stderr, code } = await promisify(execFile)(process.execPath, ['-e', script], {
    cwd: folder,
    env: {
      PATH: process.env['PATH'],
      AWS_REGION: 'us-east-1',
      AWS_ENDPOINT_URL: s3.endpoint,
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_LAMBDA_FUNCTION_NAME: 'inspect',
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
      BUCKET_NAME: sampleBucket,
      KEY_ARN: sampleKeyArn,
      ...variables,
    },
  }).then(
    (printed) => ({ ...printed, code: 0 }),
    (failure: { stdout: string; stderr: string; code: number }) => failure,
  );
  return { code, stdout, printed: stdout + stderr };
}

test('P2.8: the bundle inspects an upload with the SDK of its runtime, and never logs the key', async () => {
  s3.put();
  const { code, stdout, printed } = await invoke(objectCreated());

  expect([code, printed]).toEqual([0, stdout]);
  expect(s3.tagsOf()).toEqual({ [inspectionTag]: 'accepted' });
  expect(JSON.parse(stdout)).toMatchObject({
    FunctionName: 'inspect',
    Outcome: 'accepted',
    version: sampleVersion,
    event: '17793124-05d4-b198-2fde-7ededc63b103',
    bytes: 5,
  });
  expect(printed).not.toMatch(/Jane|patients|scan/);
});

test('P2.8: an object may declare only the types that the function allows', async () => {
  s3.put({ head: { ...faultlessHead, 'content-type': 'text/html' } });
  const { code, stdout } = await invoke(objectCreated(), {
    ALLOWED_CONTENT_TYPES: 'application/pdf,text/csv',
  });

  expect([code, JSON.parse(stdout)]).toEqual([0, expect.objectContaining({ Outcome: 'rejected' })]);
  expect(s3.tagsOf()).toEqual({ [inspectionTag]: 'rejected: content-type' });
});

test.each<[string, unknown, string]>([
  ['an event that is not an upload', notification, 'InvalidEvent'],
  ['an empty event', null, 'InvalidEvent'],
])('P2.8: %s throws, so that the event is kept', async (_, event, failure) => {
  const { code, printed } = await invoke(event);

  expect([code, printed]).toEqual([1, expect.stringContaining(`code: '${failure}'`)]);
  expect(printed).not.toMatch(/Jane|patients|scan/);
});

test('P2.8: a refusal of S3 throws too, without the text of S3, which contains the key', async () => {
  s3.put();
  s3.fail('GetObjectTagging', { status: 403, code: 'AccessDenied' });
  const { code, printed } = await invoke(objectCreated());

  expect([code, printed]).toEqual([1, expect.stringContaining("code: 'S3Refused'")]);
  expect(printed).toContain(sampleVersion);
  expect(printed).not.toMatch(/Jane|patients|scan/);
});

test('P2.8: a function without its bucket throws', async () => {
  const { printed } = await invoke(objectCreated(), { BUCKET_NAME: '' });

  expect(printed).toContain("code: 'VariableMissing'");
});
