import { type AlarmState } from '../model/alarm-state';
import { alarmsIn, holds, readRule } from './alarm-rule';

/** `A` is in ALARM, `O` is OK, `I` has insufficient data. */
const states: Record<string, AlarmState> = { A: 'ALARM', O: 'OK', I: 'INSUFFICIENT_DATA' };

test.each([
  ['ALARM(A)', true],
  ['ALARM("A")', true],
  ['ALARM(O)', false],
  ['OK(O)', true],
  ['INSUFFICIENT_DATA(I)', true],
  ['TRUE', true],
  ['FALSE', false],
  ['NOT FALSE', true],
  ['NOT NOT ALARM(A)', true],
  ['ALARM(A) AND OK(O)', true],
  ['ALARM(A) AND NOT ALARM(O)', true],
  ['ALARM(O) OR ALARM(I) OR ALARM(A)', true],
  // From AWS's examples: noise at a time of known trouble is kept away.
  ['(ALARM(A) OR ALARM(I)) AND OK(O)', true],
  ['(ALARM(A) OR ALARM(I)) AND OK(I)', false],
  ['NOT (ALARM(A) AND OK(O))', false],
  ['  ALARM( "A" )\n  AND\n  OK(O)', true],
])('%s is %s', (text, expected) => {
  expect(holds(readRule(text), (alarm) => states[alarm] ?? 'OK')).toBe(expected);
});

test('names with spaces, ARNs and symbols are alarms', () => {
  const rule = readRule(
    'ALARM("two words") OR OK(arn:aws:cloudwatch:eu-west-1:1:alarm:x) OR ALARM("${app/stack:Api}")',
  );

  expect(alarmsIn(rule)).toEqual(['two words', 'arn:aws:cloudwatch:eu-west-1:1:alarm:x', '${app/stack:Api}']);
});

test.each([
  ['', /has no ALARM, OK or INSUFFICIENT_DATA at position 1/],
  ['ALARM', /has no \( at position 6/],
  ['ALARM(A', /has no \) at position 8/],
  ['ALARM()', /has no name of an alarm at position 7/],
  ['ALARM(A) OK(O)', /has no AND, OR, or end at position 10/],
  ['ALARM(A) AND', /has no ALARM, OK/],
  ['alarm(A)', /has no ALARM, OK/],
  ['(ALARM(A)', /has no \)/],
  ['ALARM(A) AND OK(O) OR TRUE', /mixes AND with OR/],
])('%j is no rule', (text, message) => {
  expect(() => readRule(text)).toThrow(message);
});
