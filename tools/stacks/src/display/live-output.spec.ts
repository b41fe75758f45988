import { type StackEvent } from '../run/output';
import { type Outcome, resultOf } from '../run/stack-result';
import { testInstance } from '../workspace/test-instances';
import { type Drawing, LiveOutput } from './live-output';

const network = testInstance('network/vpc@primary');
const waiting: StackEvent = { type: 'waiting', instance: network, before: [] };
const finished = (outcome: Outcome): StackEvent => ({
  type: 'finished',
  instance: network,
  result: { ...resultOf(network, outcome, 'no VPC\n  next: npx nx', 0), durationMs: 100 },
});

/** A screen that keeps the lines that stay, and the region below them. */
function screen() {
  const kept: string[] = [];
  let region = '';
  const drawing = Object.assign((text: string) => void (region = text), {
    clear: () => void (region = ''),
  }) as Drawing;
  const output = new LiveOutput({
    drawing,
    size: () => ({ columns: 80, rows: 24 }),
    colors: false,
    write: (text) => {
      // Lines written while the region is drawn would be drawn over.
      expect(region).toBe('');
      kept.push(text);
    },
  });
  return { output, kept, region: () => region };
}

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

test('the region is drawn again and again, and is gone when the display is closed', () => {
  const { output, region } = screen();
  output.event(waiting);
  jest.advanceTimersByTime(100);
  expect(region()).toContain('network/vpc  waiting');

  output.event({ type: 'started', instance: network, doing: 'deploying' });
  jest.advanceTimersByTime(2_000);
  expect(region()).toContain('network/vpc  deploying 2 s');

  output.close();
  jest.advanceTimersByTime(1_000);
  expect(region()).toBe('');
});

test('messages that have to be read stay above the region', () => {
  const { output, kept, region } = screen();
  output.event(waiting);
  output.line('Emulator started');

  expect(kept).toEqual(['Emulator started\n']);
  expect(region()).toContain('network/vpc');
});

test.each<[Outcome, string[]]>([
  ['refused', ['network/vpc@primary  refused in 0.1 s: no VPC\n  next: npx nx\n\n']],
  ['failed', ['network/vpc@primary  failed in 0.1 s: no VPC\n  next: npx nx\n\n']],
  ['deployed', []],
  ['skipped', []],
])('of a stack that is %s, this stays: %j', (outcome, expected) => {
  const { output, kept } = screen();
  output.event(finished(outcome));

  expect(kept).toEqual(expected);
});

test('lines that stay cannot draw on the terminal', () => {
  const { output, kept } = screen();
  output.line('it said \u001b[2J\u202e\nand more');

  expect(kept).toEqual(['it said \\x1b[2J\\u{202e}\nand more\n']);
});

test('lines that stay have no foreign colours', () => {
  const { output, kept } = screen();
  output.line('\u001b[31mAn error\u001b[39m');

  expect(kept).toEqual(['An error\n']);
});

test('the summary stands in the place of the region', () => {
  const { output, kept, region } = screen();
  output.event(finished('deployed'));
  output.close();
  output.line('network/vpc@primary  deployed');

  expect(kept).toEqual(['network/vpc@primary  deployed\n']);
  expect(region()).toBe('');
});

test('nothing is drawn before anything is known of a stack', () => {
  const { region } = screen();
  jest.advanceTimersByTime(1_000);

  expect(region()).toBe('');
});
