import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { testFolder } from '../test-folder';
import { lastWords } from './last-words';

test('a file is no terminal and gets nothing', () => {
  const file = join(testFolder({ log: 'before' }), 'log');
  lastWords(['interrupted'], file);

  expect(readFileSync(file, 'utf8')).toBe('before');
});

test.each([undefined, '/dev/none/such'])(
  'if the terminal is %s, nothing is written, and nothing fails',
  (path) => {
    expect(() => lastWords(['interrupted'], path)).not.toThrow();
  },
);
