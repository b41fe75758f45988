import { execFile } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { emulatorAnswers } from './emulator-answers';
import { ensureEmulator } from './ensure-emulator';
import { identifyProcess } from './process-identity';
import { resetEmulator } from './reset-emulator';
import { stopEmulator } from './stop-emulator';
import { freePort, testWorkspace, type TestWorkspace } from './test-workspace';

let workspace: TestWorkspace;
let servers: Server[];

beforeEach(() => {
  workspace = testWorkspace();
  servers = [];
});

afterEach(async () => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
  await workspace.dispose();
});

const state = () => JSON.parse(readFileSync(workspace.stateFile, 'utf8'));

async function listen(port: number, reply: string | undefined): Promise<void> {
  const server = createServer((_, response) => {
    if (reply !== undefined) response.end(reply);
  });
  servers.push(server);
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
}

/** Processes whose command line contains this port. */
async function processesOn(port: number): Promise<string[]> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'stat=,args=']);
  return stdout.split('\n').filter((line) => line.includes(`-p ${port}`) && !line.startsWith('Z'));
}

describe('a real moto_server', () => {
  test('is started once, answers, is found again, and stays stopped', async () => {
    const options = { workspaceRoot: workspace.root, port: await freePort(), env: workspace.env };

    const first = await ensureEmulator(options);
    expect(first).toMatchObject({
      endpoint: `http://127.0.0.1:${options.port}`,
      managed: true,
      started: true,
    });
    expect(await emulatorAnswers(first.endpoint)).toBe(true);
    expect(state()).toMatchObject({ pid: first.pid, port: options.port, instanceId: first.instanceId });
    expect(new Date(state().startedAt).toISOString()).toBe(state().startedAt);
    expect(readFileSync(first.logFile ?? '', 'utf8')).toContain('Running on');

    const second = await ensureEmulator(options);
    expect(second).toEqual({ ...first, started: false });

    await resetEmulator(first.endpoint);
    expect(await stopEmulator({ workspaceRoot: workspace.root })).toEqual({ stopped: true, pid: first.pid });
    expect(await emulatorAnswers(first.endpoint)).toBe(false);
    expect(await stopEmulator({ workspaceRoot: workspace.root })).toEqual({ stopped: false });
  });

  test('is shared by concurrent callers in several processes, and outlives them', async () => {
    const port = await freePort();
    const repository = resolve(__dirname, '../../..');
    const script =
      `require('./tools/emulator/src/index.ts').ensureEmulator(` +
      `${JSON.stringify({ workspaceRoot: workspace.root, port })}).then((e) => console.log(JSON.stringify(e)))`;
    const elsewhere = async () => {
      const { stdout } = await promisify(execFile)(
        process.execPath,
        ['--conditions=@bulkhead/source', '-r', '@swc-node/register', '-e', script],
        { cwd: repository, env: workspace.env },
      );
      return JSON.parse(stdout);
    };
    const here = () => ensureEmulator({ workspaceRoot: workspace.root, port, env: workspace.env });

    const emulators = await Promise.all([elsewhere(), elsewhere(), here(), here()]);

    expect(new Set(emulators.map(({ pid }) => pid)).size).toBe(1);
    expect(emulators.filter(({ started }) => started)).toHaveLength(1);
    expect(await processesOn(port)).toHaveLength(1);
    expect(await emulatorAnswers(emulators[0].endpoint)).toBe(true);
    expect(readdirSync(resolve(workspace.stateFile, '..')).sort()).toEqual(['emulator.json', 'emulator.log']);
  });

  test('takes the port from the environment, and lets roles use AWS managed policies', async () => {
    const port = await freePort();
    const env = { ...workspace.env, BULKHEAD_EMULATOR_PORT: String(port), AWS_PROFILE: 'no-such-profile' };
    const { endpoint } = await ensureEmulator({ workspaceRoot: workspace.root, env });

    expect(endpoint).toBe(`http://127.0.0.1:${port}`);
    const reply = await fetch(endpoint, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        authorization:
          'AWS4-HMAC-SHA256 Credential=x/20250101/us-east-1/iam/aws4_request, SignedHeaders=host, Signature=0',
      },
      body: 'Action=GetPolicy&Version=2010-05-08&PolicyArn=arn:aws:iam::aws:policy/ReadOnlyAccess',
    });
    expect(await reply.text()).toContain('<PolicyName>ReadOnlyAccess</PolicyName>');
  });
});

describe('a port that is taken', () => {
  test('by a foreign server is left alone, and the message says how to choose another port', async () => {
    const port = await freePort();
    await listen(port, 'hello');

    await expect(
      ensureEmulator({ workspaceRoot: workspace.root, port, env: workspace.env }),
    ).rejects.toMatchObject({
      code: 'PortInUse',
      message: expect.stringMatching(
        new RegExp(`Port ${port} is taken by a program.*BULKHEAD_EMULATOR_PORT`),
      ),
      next: `BULKHEAD_EMULATOR_PORT=${port + 1} npx nx run emulator:start`,
    });
    expect(existsSync(workspace.stateFile)).toBe(false);
  });

  test('by the emulator of another workspace is refused, and the message says how to use that emulator', async () => {
    const other = testWorkspace();
    try {
      const port = await freePort();
      await ensureEmulator({ workspaceRoot: other.root, port, env: other.env });
      await expect(
        ensureEmulator({ workspaceRoot: workspace.root, port, env: workspace.env }),
      ).rejects.toMatchObject({
        code: 'PortInUse',
        message: expect.stringContaining(`AWS_ENDPOINT_URL=http://127.0.0.1:${port}`),
      });
    } finally {
      await other.dispose();
    }
  });

  test.each(['0', '70000', 'http'])('BULKHEAD_EMULATOR_PORT=%s is not a port', async (value) => {
    const env = { ...workspace.env, BULKHEAD_EMULATOR_PORT: value };
    await expect(ensureEmulator({ workspaceRoot: workspace.root, env })).rejects.toMatchObject({
      code: 'InvalidPort',
    });
  });
});

describe('a moto_server that does not come up', () => {
  test('and ends at once is reported with the end of its log', async () => {
    const port = await freePort();
    const env = workspace.fakes({ moto_server: 'echo "No module named flask" >&2; exit 3' });

    await expect(ensureEmulator({ workspaceRoot: workspace.root, port, env })).rejects.toMatchObject({
      code: 'EmulatorDied',
      message: expect.stringMatching(/ended before it answered[^]*No module named flask/),
    });
    expect(existsSync(workspace.stateFile)).toBe(false);
  });

  test('and never answers is killed with its children, even if they ignore SIGTERM', async () => {
    const port = await freePort();
    const env = workspace.fakes({
      moto_server: `trap '' TERM; echo warming up; sleep 300 & echo $! > child.pid; wait`,
    });

    await expect(
      ensureEmulator({ workspaceRoot: workspace.root, port, env, deadlineMs: 700, graceMs: 300 }),
    ).rejects.toMatchObject({
      code: 'EmulatorTimeout',
      message: expect.stringMatching(/within 0.7 s[^]*warming up/),
    });
    expect(await processesOn(port)).toEqual([]);
    const child = Number(readFileSync(join(workspace.root, 'child.pid'), 'utf8'));
    expect(await identifyProcess(child)).toBeUndefined();
    expect(existsSync(workspace.stateFile)).toBe(false);
  });

  test('because this machine cannot run moto is reported with the commands that install moto', async () => {
    const env = { ...workspace.env, PATH: workspace.root };
    await expect(
      ensureEmulator({ workspaceRoot: workspace.root, port: await freePort(), env }),
    ).rejects.toMatchObject({
      code: 'MissingPrerequisites',
      message: expect.stringContaining("pipx install 'moto[server]"),
    });
  });
});

describe('AWS_ENDPOINT_URL', () => {
  test('is used unchanged if an emulator answers there, and is not stopped', async () => {
    const other = testWorkspace();
    try {
      const { endpoint } = await ensureEmulator({
        workspaceRoot: other.root,
        port: await freePort(),
        env: other.env,
      });
      const env = { ...workspace.env, AWS_ENDPOINT_URL: `${endpoint}/` };

      expect(await ensureEmulator({ workspaceRoot: workspace.root, env })).toEqual({
        endpoint,
        managed: false,
        started: false,
      });
      expect(await stopEmulator({ workspaceRoot: workspace.root, env })).toEqual({ stopped: false });
      expect(await emulatorAnswers(endpoint)).toBe(true);
    } finally {
      await other.dispose();
    }
  });

  test.each([
    ['nothing answers', undefined],
    ['not an AWS emulator', 'hello'],
  ])('is refused if the endpoint is: %s', async (seen, reply) => {
    const port = await freePort();
    if (reply) await listen(port, reply);
    const env = { ...workspace.env, AWS_ENDPOINT_URL: `http://127.0.0.1:${port}` };

    await expect(ensureEmulator({ workspaceRoot: workspace.root, env })).rejects.toMatchObject({
      code: 'EmulatorUnreachable',
      message: expect.stringContaining(seen),
      next: expect.stringContaining('unset AWS_ENDPOINT_URL'),
    });
  });
});

test('a server that accepts connections but sends nothing does not count as an answer', async () => {
  const port = await freePort();
  await listen(port, undefined);
  // If it waited for an answer, it would wait for ever.
  expect(await emulatorAnswers(`http://127.0.0.1:${port}`, 300)).toBe(false);
});
