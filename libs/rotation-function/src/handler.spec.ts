import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { unzipSync } from 'fflate';
import { Client } from 'pg';
import { rotationFunction } from '.';
import { rotationSteps } from './rotation-event';
import { PostgresqlServer } from './testing';
import { FakeSecretsManager } from './testing/fake-secrets-manager';

jest.setTimeout(300_000);

let server: PostgresqlServer;
let folder: string;
beforeAll(async () => {
  server = await PostgresqlServer.start();
  folder = mkdtempSync(join(tmpdir(), 'bulkhead-function-'));
  const [[name, code] = ['', Buffer.of()]] = Object.entries(unzipSync(readFileSync(rotationFunction.file)));
  writeFileSync(join(folder, name), code);
  // The folder where the runtime has the SDK.
  symlinkSync(join(__dirname, '../../../node_modules'), join(folder, 'node_modules'));
});
afterAll(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Calls the built function like the runtime, in a process with these variables. Returns the printed text. */
async function invoke(event: object, variables: Record<string, string>): Promise<string> {
  const [file, handler] = rotationFunction.handler.split('.');
  const script = `require('./${file}.js').${handler}(${JSON.stringify(event)}).catch((error) => {
    console.error(error.code);
    process.exitCode = 1;
  });`;
  const { stdout, stderr } = await promisify(execFile)(process.execPath, ['-e', script], {
    cwd: folder,
    env: { PATH: process.env['PATH'], AWS_REGION: 'us-east-1', ...variables },
  }).catch((failure: { stdout: string; stderr: string }) => failure);
  return stdout + stderr;
}

async function rotated(trust: Record<string, string>) {
  const secrets = new FakeSecretsManager();
  const api = secrets.listen();
  await once(api, 'listening');
  const master = secrets.create('master', { username: server.username, password: server.password });
  const arn = secrets.create('application', { username: 'application' });
  const version = secrets.beginRotation(arn);
  const variables = {
    ...trust,
    AWS_ENDPOINT_URL: `http://127.0.0.1:${(api.address() as AddressInfo).port}`,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    DATABASE_HOST: server.host,
    DATABASE_PORT: String(server.port),
    DATABASE_NAME: server.database,
    MASTER_SECRET_ARN: master,
  };
  let printed = '';
  try {
    for (const Step of rotationSteps) {
      printed += await invoke({ Step, SecretId: arn, ClientRequestToken: version }, variables);
      // Secrets Manager stops after a failed step.
      if (printed.includes("outcome: 'failed'")) break;
    }
  } finally {
    api.close();
  }
  return { secrets, current: secrets.value(arn, 'AWSCURRENT'), printed };
}

test('P1.3, P3.10: the bundle rotates a credential, with the SDK and the authorities of its runtime', async () => {
  const { secrets, current, printed } = await rotated({
    NODE_EXTRA_CA_CERTS: server.certificates.authorityFile,
  });

  expect(current).toMatchObject({ username: 'application_clone', password: secrets.passwords[0] });
  const client = new Client({
    host: server.host,
    port: server.port,
    database: server.database,
    user: 'application_clone',
    password: String(current['password']),
    ssl: { ca: server.certificates.authority },
  });
  await client.connect();
  await client.end();
  expect(printed.match(/outcome: 'done'/g)).toHaveLength(rotationSteps.length);
  expect(printed).not.toContain(String(current['password']));
});

test('P3.10: without the authorities the function does not trust the database, and prints no password', async () => {
  const { secrets, current, printed } = await rotated({});

  expect(current).toEqual({ username: 'application' });
  expect(printed).toContain("code: 'DatabaseUnreachable'");
  for (const password of [...secrets.passwords, server.password]) expect(printed).not.toContain(password);
});
