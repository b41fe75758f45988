import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { policyReport, reportedResult } from './report-schema';

const committed = join(__dirname, '../../schemas/policy-report.schema.json');

test('the committed JSON Schema matches the report', () => {
  // Other programs read the report by this schema. A difference changes an interface, so it belongs in the change log.
  expect(JSON.parse(readFileSync(committed, 'utf8'))).toEqual(z.toJSONSchema(policyReport));
});

test('an unknown result is refused', () => {
  const row = { rule: 'a', controls: [], stack: 'a/b@primary', resource: 'c' };
  const accepts = (result: string) => reportedResult.safeParse({ ...row, result }).success;

  expect([accepts('suppressed'), accepts('ignored')]).toEqual([true, false]);
});
