import { execFileSync } from 'node:child_process';
import { shellQuoted, shellWord } from './shell-word';

test.each(['qa.json', '--stack=vpc', '../a/b.json', 'a@b,c+d'])('%s needs no quotes', (word) => {
  expect(shellWord(word)).toBe(word);
});

test.each([
  'my file.json',
  "it's mine.json",
  '$(id).json',
  '`id`',
  '*',
  '~/x.json',
  'a;b&c|d>e',
  '!x',
  '',
  '#x',
  '--absent=aws_eip.nat["a"]',
  'ö.json',
])('a shell reads %j unchanged', (word) => {
  expect(execFileSync('sh', ['-c', `printf %s ${shellWord(word)}`], { encoding: 'utf8' })).toBe(word);
});

test('quotes are always there if the user may replace the word', () => {
  expect(shellQuoted('aws_vpc.a')).toBe("'aws_vpc.a'");
  expect(shellQuoted("it's")).toBe("'it'\\''s'");
});
