import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const sources = join(__dirname, '..');
const files = readdirSync(sources, { recursive: true, encoding: 'utf8' }).filter((file) =>
  /^(?!test-|.*\/test-)(?!.*\.spec\.ts$).*\.ts$/.test(file),
);

/** The start of the argument of every client of AWS that a text opens. */
const clientsIn = (text: string) =>
  [...text.matchAll(/new (?:\w+\.)?\w*Client\(([^;]*);/g)].map(([, argument = '']) => argument);

test('every client of AWS has the limits and the retries that all clients of a run share', () => {
  const opened = files.flatMap((file) =>
    clientsIn(readFileSync(join(sources, file), 'utf8')).map((argument) => ({ file, argument })),
  );

  expect(opened.length).toBeGreaterThan(20);
  const isShared = (argument: string) => /clientSettings\(|^settings\b/.test(argument);
  expect(opened.filter(({ argument }) => !isShared(argument))).toEqual([]);
});
