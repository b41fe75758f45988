import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { diffFile } from './diff-schema';

const committed = join(__dirname, '../../schemas/diff.schema.json');

test('the committed JSON Schema is that of the diff', () => {
  // Other programs read the diff by this schema. A difference changes an interface and belongs in the change log.
  expect(JSON.parse(readFileSync(committed, 'utf8'))).toEqual(z.toJSONSchema(diffFile));
});
