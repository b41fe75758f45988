import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { parseEnvironment } from '@bulkhead/config';
import { BulkheadError } from '@bulkhead/errors';
import { type Synthesized } from '../../synthesis/synthesize';
import { testInstance } from '../../workspace/test-instances';
import { type EngineRequest } from '../engine';
import { removeUnbegun, untilSettled } from './stack-status';

/** A CloudFormation that answers with one status after the other, the last one again and again. */
let server: Server;
let statuses: (string | undefined)[];
/** What it was asked to do. */
const actions: string[] = [];
const variables = ['AWS_ENDPOINT_URL', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'] as const;
const before = variables.map((name) => process.env[name]);

beforeAll(async () => {
  server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    actions.push(new URLSearchParams(body).get('Action') ?? '');
    const status = statuses.length > 1 ? statuses.shift() : statuses[0];
    response.writeHead(status ? 200 : 400, { 'content-type': 'text/xml' });
    response.end(
      status
        ? `<DescribeStacksResponse><DescribeStacksResult><Stacks><member><StackName>s</StackName><StackStatus>${status}</StackStatus><CreationTime>2026-01-01T00:00:00Z</CreationTime></member></Stacks></DescribeStacksResult></DescribeStacksResponse>`
        : '<ErrorResponse><Error><Type>Sender</Type><Code>ValidationError</Code><Message>Stack with id s does not exist</Message></Error></ErrorResponse>',
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  process.env['AWS_ENDPOINT_URL'] = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  process.env['AWS_ACCESS_KEY_ID'] = process.env['AWS_SECRET_ACCESS_KEY'] = 'x';
});
afterAll(() => {
  variables.forEach((name, index) => {
    if (before[index] === undefined) delete process.env[name];
    else process.env[name] = before[index];
  });
  server.closeAllConnections();
  server.close();
});

const requesting = (signal = new AbortController().signal): { request: EngineRequest; lines: string[] } => {
  const lines: string[] = [];
  const emulator = { name: 'qa', preset: 'saas', account: '123456789012', target: 'emulator' };
  return {
    lines,
    request: {
      workspaceRoot: '/workspace',
      environment: parseEnvironment(emulator, 'qa.json'),
      instance: testInstance('app-platform/service@primary', { engine: 'cdk' }),
      synthesized: { name: 's' } as Synthesized,
      signal,
      unfinished: true,
      progress: (line) => lines.push(line),
    },
  };
};

test.each([
  undefined,
  'CREATE_COMPLETE',
  'UPDATE_ROLLBACK_COMPLETE',
  'ROLLBACK_COMPLETE',
  'REVIEW_IN_PROGRESS',
])('a stack that is %s is not waited for', async (status) => {
  statuses = [status];
  const { request, lines } = requesting();

  await untilSettled(request);
  expect(lines).toEqual([]);
});

test.each([
  ['an update', ['UPDATE_IN_PROGRESS', 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', 'UPDATE_COMPLETE']],
  ['a roll back', ['ROLLBACK_IN_PROGRESS', 'ROLLBACK_COMPLETE']],
  ['a deletion', ['DELETE_IN_PROGRESS', undefined]],
])('%s that an earlier run began is waited for, and that is said once', async (_, answers) => {
  statuses = [...answers];
  const { request, lines } = requesting();

  await untilSettled(request);
  expect(statuses).toEqual([answers.at(-1)]);
  expect(lines).toEqual([expect.stringContaining(`(${answers[0]})`)]);
});

test('a stack that could not be rolled back is named with the command that helps it', async () => {
  statuses = ['UPDATE_ROLLBACK_FAILED'];

  await expect(untilSettled(requesting().request)).rejects.toMatchObject({
    code: 'RollbackFailed',
    next: expect.stringContaining('continue-update-rollback --region us-east-1 --stack-name s'),
  });
});

test('a stack that an earlier run only began to describe is removed, since nothing is in it', async () => {
  statuses = ['REVIEW_IN_PROGRESS', 'DELETE_IN_PROGRESS', undefined];
  actions.length = 0;

  await removeUnbegun('us-east-1', 's');
  expect(actions).toEqual(['DescribeStacks', 'DeleteStack', 'DescribeStacks']);
});

test.each([undefined, 'CREATE_COMPLETE', 'CREATE_IN_PROGRESS', 'ROLLBACK_COMPLETE'])(
  'a stack that is %s is left as it is',
  async (status) => {
    statuses = [status];
    actions.length = 0;

    await removeUnbegun('us-east-1', 's');
    expect(actions).toEqual(['DescribeStacks']);
  },
);

test('the wait ends with the run', async () => {
  statuses = ['UPDATE_IN_PROGRESS'];
  const controller = new AbortController();
  const waiting = untilSettled(requesting(controller.signal).request);
  const reason = new BulkheadError('Interrupted', 'Ctrl-C');
  setTimeout(() => controller.abort(reason), 100);

  await expect(waiting).rejects.toBe(reason);
});
