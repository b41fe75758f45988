import { testInstance } from '../workspace/test-instances';
import {
  announce,
  asText,
  plainOutput,
  standardError,
  terminal,
  type StackEvent,
  writeDocument,
} from './output';
import { recordingOutput } from './recording-output';
import { type Outcome, resultOf } from './stack-result';

const instance = testInstance('network/vpc@primary');
const finished = (outcome: Outcome): StackEvent => ({
  type: 'finished',
  instance,
  result: { ...resultOf(instance, outcome, 'as told', 0), durationMs: 16_640 },
});

test.each<[string, StackEvent, string | undefined]>([
  ['that a stack waits', { type: 'waiting', instance, before: [] }, undefined],
  ['that it is worked on', { type: 'started', instance, doing: 'synthesizing' }, undefined],
  [
    'why it is worked on',
    { type: 'started', instance, doing: 'deploying', reason: 'forced' },
    'deploying: forced',
  ],
  [
    'what its engine says',
    { type: 'progress', instance, line: 'Vpc: created', resources: { done: 1, total: 2 } },
    'Vpc: created',
  ],
  ['that it was deployed', finished('deployed'), 'deployed in 16.6 s: as told'],
  ['that it failed', finished('failed'), 'failed in 16.6 s: as told'],
  ['that it ended as it had to', finished('done'), undefined],
  ['that it ended, once that is told', { ...finished('drifted'), told: true } as StackEvent, undefined],
])('%s is, as a line, %j: %s', (_, event, expected) => {
  expect(asText(event)).toBe(expected);
});

test('lines of stacks begin with their ids, so that those of stacks side by side can be told apart', () => {
  const output = recordingOutput();
  output.line('Emulator started');
  output.event(finished('unchanged'));

  expect(output.lines).toEqual(['Emulator started', 'network/vpc@primary  unchanged in 16.6 s: as told']);
});

test('an order is announced stack by stack', () => {
  const output = recordingOutput();
  const database = testInstance('database/relational@primary');
  announce(
    output,
    new Map([
      [instance, []],
      [database, [instance]],
    ]),
  );

  expect(output.events).toEqual([
    { type: 'waiting', instance, before: [] },
    { type: 'waiting', instance: database, before: [instance] },
  ]);
});

test('lines have no colours, whatever an engine or the code of a stack printed', () => {
  const lines: string[] = [];
  const output = plainOutput((line) => lines.push(line));
  output.line('\u001b[31mAn error\u001b[39m');
  output.event({ type: 'progress', instance, line: '\u001b[1maws_vpc.main\u001b[22m: created' });

  expect(lines).toEqual(['An error', 'network/vpc@primary  aws_vpc.main: created']);
});

test.each([
  ['what people read', terminal, 'log' as const],
  ['what people read while a program reads standard output', standardError, 'error' as const],
])('%s has a place of its own', (_, output, place) => {
  const written = jest.spyOn(console, place).mockImplementation(() => undefined);
  output.line('Emulator started');
  output.event(finished('failed'));

  expect(written.mock.calls).toEqual([
    ['Emulator started'],
    ['network/vpc@primary  failed in 16.6 s: as told'],
  ]);
  written.mockRestore();
});

describe('text of others', () => {
  const drawing = 'it said \u001b[2J\u001b[31mred\u202e\u0007\nand more\rover';
  const shown = 'it said \\x1b[2Jred\\u{202e}\\x07\nand more\\rover';

  test('draws nothing, in a line and in an event of a stack', () => {
    const lines: string[] = [];
    const output = plainOutput((text) => lines.push(text));
    output.line(drawing);
    output.event({ type: 'progress', instance, line: drawing });

    expect(lines).toEqual([shown, `network/vpc@primary  ${shown}`]);
  });

  test('draws nothing in a document for a program, which reads it as it is', () => {
    const printed: string[] = [];
    const spy = jest.spyOn(console, 'log').mockImplementation((line: string) => printed.push(line));
    writeDocument({ drawing, grüße: '👍' });
    spy.mockRestore();

    expect(printed).toEqual([expect.stringMatching(/^[\x20-\x7e]+$/)]);
    expect(JSON.parse(printed[0] ?? '')).toEqual({ drawing, grüße: '👍' });
  });
});
