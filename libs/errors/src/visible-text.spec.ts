import { isVisible, visibleLines, visibleText } from './visible-text';

test.each([
  ['an escape that colours', '\u001b[31mred', '\\x1b[31mred'],
  ['one of eight bits', '\u009b2J', '\\x9b2J'],
  ['a line break', 'one\r\ntwo\u2028three', 'one\\r\\ntwo\\u{2028}three'],
  ['a bell, a backspace and nothing', '\u0007\b\0', '\\x07\\x08\\x00'],
  ['a turn of direction', 'a\u202eb\u2066c', 'a\\u{202e}b\\u{2066}c'],
  ['what takes no room', 'a\u200bb\ufeffc\u{e0041}', 'a\\u{200b}b\\u{feff}c\\u{e0041}'],
  ['what is drawn as nothing', 'a\u3164b\u034fc\ufe01', 'a\\u{3164}b\\u{34f}c\\u{fe01}'],
  ['half a pair', '\ud83d', '\\u{d83d}'],
])('%s is shown as an escape', (_, text, shown) => {
  expect(visibleText(text)).toBe(shown);
  expect(isVisible(text)).toBe(false);
});

test('visible text does not change', () => {
  const text = 'Grüße, 你好 👍 `$x` | \\n';

  expect(visibleText(text)).toBe(text);
  expect(isVisible(text)).toBe(true);
});

test('long text is shortened, with its original length', () => {
  expect(visibleText('x'.repeat(1_000_000))).toBe(`${'x'.repeat(200)}… (1000000 characters)`);
  expect(visibleText('abcdef', 3)).toBe('abc… (6 characters)');
});

test('a whole message keeps its lines and its tabs', () => {
  expect(visibleLines('errors:\n\t* one\n')).toBe('errors:\n\t* one\n');
  expect(visibleLines('one\n  two\u001b[2J\r\nthree\rfour')).toBe('one\n  two\\x1b[2J\nthree\\rfour');
});

test('a whole message has no colours, and all other control characters are escaped', () => {
  expect(visibleLines('\u001b[1m\u001b[38;5;9mError\u001b[m: \u001b[4:3mno\u001b[0m')).toBe('Error: no');
  expect(visibleLines('\u001b[2Jm \u001b[1;1Hm')).toBe('\\x1b[2Jm \\x1b[1;1Hm');
});
