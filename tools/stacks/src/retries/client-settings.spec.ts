import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const sources = join(__dirname, '..');
const files = readdirSync(sources, { recursive: true, encoding: 'utf8' }).filter((file) =>
  /^(?!test-|.*\/test-)(?!.*\.spec\.ts$).*\.ts$/.test(file),
);
const textOf = (file: string) => readFileSync(join(sources, file), 'utf8');

test('every client of AWS is opened in the one way that has limits, retries and errors for people', () => {
  const opened = files.filter((file) => /\bopenClient\(\s*(?:\w+\.)?\w+Client\b/.test(textOf(file)));
  const own = files.filter((file) => /new (?:\w+\.)?\w+Client\(/.test(textOf(file)));

  expect(opened.length).toBeGreaterThan(15);
  expect(own).toEqual([]);
});
