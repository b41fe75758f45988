import { type IoMessage } from '@aws-cdk/toolkit-lib';
import { ProgressHost } from './progress-host';

async function heard(...messages: object[]) {
  const lines: string[] = [];
  const host = new ProgressHost((line) => lines.push(line));
  for (const message of messages) await host.notify(message as IoMessage<unknown>);
  return { lines, failures: host.failures, begun: host.begun };
}

const event = (ResourceStatus: string, ResourceStatusReason?: string) => ({
  code: 'CDK_TOOLKIT_I5502',
  level: 'info',
  message: 'a table row',
  data: { event: { LogicalResourceId: 'Queue', ResourceStatus, ResourceStatusReason } },
});

test.each([
  ['CREATE_IN_PROGRESS', []],
  ['CREATE_COMPLETE', ['Queue: CREATE_COMPLETE']],
  ['UPDATE_ROLLBACK_COMPLETE', ['Queue: UPDATE_ROLLBACK_COMPLETE']],
  ['CREATE_FAILED', ['Queue: CREATE_FAILED no such key']],
])('a resource that reaches %s is reported as %j', async (status, lines) => {
  expect((await heard(event(status, 'no such key'))).lines).toEqual(lines);
});

test('only failures are remembered, with their reason', async () => {
  const { failures } = await heard(
    event('CREATE_COMPLETE'),
    event('CREATE_FAILED', 'no such key'),
    event('DELETE_FAILED'),
  );

  expect(failures).toEqual(['Queue: no such key', 'Queue: DELETE_FAILED']);
});

test('warnings and errors of other messages are passed on', async () => {
  const levels = ['trace', 'debug', 'info', 'result', 'warn', 'error'];

  expect((await heard(...levels.map((level) => ({ level, message: level })))).lines).toEqual([
    'warn',
    'error',
  ]);
});

test('a question is answered by its default', async () => {
  const answer = await new ProgressHost(() => undefined).requestResponse({ defaultResponse: 'yes' } as never);

  expect(answer).toBe('yes');
});

test('the line comes with the progress of the operation, if it is known', async () => {
  const told: unknown[] = [];
  const host = new ProgressHost((_, resources) => told.push(resources));
  for (const progress of [{ completed: 2, total: 7 }, { completed: 2 }, undefined]) {
    const { data, ...message } = event('CREATE_COMPLETE');
    await host.notify({ ...message, data: { ...data, progress } } as unknown as IoMessage<unknown>);
  }

  expect(told).toEqual([{ done: 2, total: 7 }, undefined, undefined]);
});

test('a failure without a reason is a line without one', async () => {
  expect((await heard(event('DELETE_FAILED'))).lines).toEqual(['Queue: DELETE_FAILED']);
});

test.each<[string, object[], boolean]>([
  ['an event names a resource', [event('CREATE_IN_PROGRESS')], true],
  ['an event names no resource', [{ ...event('CREATE_FAILED'), data: { event: {} } }], false],
  ['an event is empty', [{ ...event('CREATE_FAILED'), data: {} }], false],
  ['the toolkit only talks', [{ level: 'warn', message: 'a', data: event('CREATE_FAILED').data }], false],
])('if %s, something has begun: %s', async (_, messages, expected) => {
  const { begun, failures } = await heard(...messages);

  expect(begun).toBe(expected);
  expect(failures).toEqual([]);
});

test('a toolkit that nobody waits for is stopped at its next message', async () => {
  const lines: string[] = [];
  const controller = new AbortController();
  const host = new ProgressHost((line) => lines.push(line), controller.signal);
  controller.abort(new Error('its time has passed'));

  await expect(host.notify({ level: 'warn', message: 'executes' } as IoMessage<unknown>)).rejects.toThrow(
    'its time has passed',
  );
  expect(lines).toEqual([]);
});
