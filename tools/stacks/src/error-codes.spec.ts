import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../../..');

/** The folders that raise errors that end a run: the tools, and the libs that read what people write. */
const folders = [
  'tools/stacks/src',
  'tools/emulator/src',
  'tools/routing/src',
  'tools/alarms/src',
  'tools/dashboards/src',
  'libs/errors/src',
  'libs/config/src',
  'libs/contracts/src',
];

/** Sources that raise errors, without sources that only specs use. */
function sources(): string[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !/\.spec\.ts$|(^|\/)test-/.test(file))
      .map((file) => readFileSync(join(root, folder, file), 'utf8')),
  );
}

/** Codes in the arguments of a constructor, or given a name of their own. */
const raised = [
  /new \w*(?:Error|Refusal|Failure)\(\s*(?:\w+,\s*)?'([A-Z]\w+)'/g,
  /new \w*(?:Error|Refusal|Failure)\(\s*[\w.]+ \? '([A-Z]\w+)'/g,
  /new \w*(?:Error|Refusal|Failure)\(\s*[\w.]+ \? '[A-Z]\w+' : '([A-Z]\w+)'/g,
  /super\(\s*'([A-Z]\w+)'/g,
  /\bcode(?: =|:) '([A-Z]\w+)'/g,
  /BulkheadError \? error\.code : '([A-Z]\w+)'/g,
];

test('the table of errors has every code that the tools raise, and no other', () => {
  const codes = sources().flatMap((text) =>
    raised.flatMap((pattern) => [...text.matchAll(pattern)].map(([, code = '']) => code)),
  );
  const page = readFileSync(join(root, 'docs/errors.md'), 'utf8');
  const rows = [...page.matchAll(/^\| `(\w+)` /gm)].map(([, code = '']) => code);

  expect([...rows].sort()).toEqual([...new Set(codes)].sort());
});
