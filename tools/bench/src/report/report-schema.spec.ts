import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { benchReport } from './report-schema';

const committed = join(__dirname, '../../schemas/bench-report.schema.json');

test('the committed JSON Schema is that of the report', () => {
  // Others read the report by it, so a difference is a change of an interface and belongs in the change log.
  expect(JSON.parse(readFileSync(committed, 'utf8'))).toEqual(z.toJSONSchema(benchReport));
});
