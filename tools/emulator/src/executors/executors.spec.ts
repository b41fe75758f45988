import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, testWorkspace, type TestWorkspace } from '../test-workspace';
import start, { startOptions } from './start/executor';
import stop, { stopOptions } from './stop/executor';

let workspace: TestWorkspace;
let named: string | undefined;
let lines: string[];
const print = (line: string) => void lines.push(line);

beforeEach(() => {
  named = process.env['AWS_ENDPOINT_URL'];
  delete process.env['AWS_ENDPOINT_URL'];
  workspace = testWorkspace();
  lines = [];
});
afterEach(async () => {
  if (named !== undefined) process.env['AWS_ENDPOINT_URL'] = named;
  await workspace.dispose();
});

test('start prints the prerequisites and the endpoint; stop stops the emulator; both may be repeated', async () => {
  const context = { root: workspace.root };
  const port = await freePort();

  expect(await start({ port }, context, print)).toEqual({ success: true });
  expect(lines.slice(0, 3)).toEqual([
    expect.stringMatching(/^Node\.js .*: \d+\.\d+/),
    expect.stringMatching(/^Terraform .*: \d+\.\d+/),
    expect.stringMatching(/^A local AWS/),
  ]);
  expect(lines.at(-1)).toMatch(new RegExp(`^Emulator: http://127.0.0.1:${port} \\(pid \\d+, started\\)$`));

  expect(await start({ port }, context, print)).toEqual({ success: true });
  expect(lines.at(-1)).toContain('already running');

  expect(await stop({}, context, print)).toEqual({ success: true });
  expect(lines.at(-1)).toMatch(/^Stopped the emulator/);
  expect(await stop({}, context, print)).toEqual({ success: true });
  expect(lines.at(-1)).toBe('No emulator is running.');
});

test('a failed start prints the error with its code and does not succeed', async () => {
  process.env['AWS_ENDPOINT_URL'] = 'http://127.0.0.1:1';
  expect(await start({}, { root: workspace.root }, print)).toEqual({ success: false });
  delete process.env['AWS_ENDPOINT_URL'];
  expect(lines.at(-1)).toMatch(/next: [^]*\(EmulatorUnreachable\)$/);
});

test.each<[typeof start | typeof stop, object, string]>([
  [start, { port: 70_000 }, '--port is 70000; allowed: a port: a whole number from 1 to 65535.'],
  [start, { prot: 5566 }, '--prot is no option of start; allowed: --port, --deadlineSeconds.'],
  [start, { deadlineSeconds: 'abc' }, '--deadlineSeconds is "abc"; allowed: a number of seconds'],
  [stop, { graceSeconds: -1 }, '--graceSeconds is -1; allowed: a number of seconds, from 0 to 86400.'],
  [stop, { _: ['now'] }, '"now" belongs to no option of stop'],
])('%p refuses %j before it does any work', async (executor, given, told) => {
  expect(await executor(given, { root: workspace.root }, print)).toEqual({ success: false });
  expect(lines).toEqual([expect.stringContaining(told)]);
  expect(lines[0]).toMatch(/next: [^]*\(InvalidOption\)$/);
});

test.each([
  ['start', startOptions],
  ['stop', stopOptions],
])('the help that Nx shows for %s lists the options that it takes', (name, { shape }) => {
  const schema = JSON.parse(readFileSync(join(__dirname, name, 'schema.json'), 'utf8')) as {
    properties: object;
  };

  expect(Object.keys(schema.properties)).toEqual(Object.keys(shape));
});

test('executors.json names a source and a schema for each executor', () => {
  const project = join(__dirname, '../..');
  const { executors } = JSON.parse(readFileSync(join(project, 'executors.json'), 'utf8'));

  expect(Object.keys(executors)).toEqual(['start', 'stop']);
  for (const { implementation, schema } of Object.values<Record<string, string>>(executors)) {
    expect(implementation).toMatch(/^\.\/dist\/.*\.js$/);
    expect(existsSync(join(project, schema ?? ''))).toBe(true);
    expect(
      existsSync(join(project, (implementation ?? '').replace('dist', 'src').replace(/\.js$/, '.ts'))),
    ).toBe(true);
  }
});
