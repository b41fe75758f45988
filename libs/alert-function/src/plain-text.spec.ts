import fc from 'fast-check';
import { instantOf, safeLink, singleLine, subjectOf, toSeconds } from './plain-text';

test.each([
  ['several   spaces\tand\r\nlines', 'several spaces and lines'],
  ['\u001b[31mred', '[31mred'],
  ['abc\u202egnp.exe', 'abc gnp.exe'],
  ['a\u2028b\u0085c', 'a b c'],
  ['half \ud800 a character', 'half a character'],
  ['ä日🏥', 'ä日🏥'],
])('%j becomes one visible line', (text, line) => {
  expect(singleLine(text, 100)).toBe(line);
});

test('any text becomes one visible line of at most the length', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.integer({ min: 1, max: 200 }),
      (text, longest) => {
        const line = singleLine(text, longest);

        expect(line.length).toBeLessThanOrEqual(longest);
        expect(line).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
      },
    ),
  );
});

test('a text that is cut says so, and no character is cut in half', () => {
  expect(singleLine('🏥🏥🏥', 4)).toBe('🏥…');
  expect(singleLine(`a${' '.repeat(5_000)}b`, 100)).toBe('a…');
});

test('any subject is one that SNS takes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      expect(subjectOf(`[page] ${text}`)).toMatch(/^[\x21-\x7e][\x20-\x7e]{0,98}$/);
    }),
  );
  expect(subjectOf('[page] ä\nb')).toBe('[page] ? b');
});

test.each([
  ['https://example.com/runbook#cpu', true],
  ['http://example.com', false],
  ['javascript:alert(1)', false],
  ['https://user:secret@example.com/', false],
  ['https://example.com/ next', false],
  ['https://example.com/\nhttps://evil.example', false],
  ['https://exämple.com/', false],
  ['https://example.com/<b>', false],
  ['https://', false],
  [`https://example.com/${'x'.repeat(2_000)}`, false],
  [undefined, false],
  [7, false],
])('%j is a link that people may follow: %j', (text, isSafe) => {
  expect(safeLink(text)).toBe(isSafe ? text : undefined);
});

test.each([
  ['2026-11-24T12:00:00Z', '2026-11-24T12:00:00Z'],
  ['2026-11-24T12:00:00.123+0000', '2026-11-24T12:00:00Z'],
  ['2026-11-24T14:00:00.123456+02:00', '2026-11-24T12:00:00Z'],
  ['2026-11-24T07:00:00-0500', '2026-11-24T12:00:00Z'],
  ['2026-13-24T12:00:00Z', undefined],
  ['2026-11-24T12:00:00', undefined],
  ['yesterday', undefined],
  [1_796_040_000, undefined],
])('%j is a point in time: %j', (text, instant) => {
  const found = instantOf(text);

  expect(found && toSeconds(found)).toBe(instant);
});
