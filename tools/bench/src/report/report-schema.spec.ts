import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { benchReport } from './report-schema';

const committed = join(__dirname, '../../schemas/bench-report.schema.json');

test('the committed JSON Schema matches the report', () => {
  // Others read the report with this schema, so a difference changes an interface and belongs in the change log.
  expect(JSON.parse(readFileSync(committed, 'utf8'))).toEqual(z.toJSONSchema(benchReport));
});
