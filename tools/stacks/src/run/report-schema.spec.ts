import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { runReport } from './report-schema';

const committed = join(__dirname, '../../schemas/run-report.schema.json');

test('the committed JSON Schema is that of the report', () => {
  // Other programs read the report by this schema. A difference changes an interface and belongs in the change log.
  expect(JSON.parse(readFileSync(committed, 'utf8'))).toEqual(z.toJSONSchema(runReport));
});

test('a report with an unknown outcome does not match', () => {
  const stack = {
    app: 'a',
    stack: 's',
    engine: 'cdk',
    role: 'primary',
    region: 'us-east-1',
    reason: '',
    durationMs: 1,
    causes: [],
    retries: 0,
  };
  const resources = { added: 0, changed: 0, destroyed: 0 };
  const report = {
    verb: 'deploy',
    environment: 'local',
    startedAt: '',
    durationMs: 1,
    stale: [],
    orphans: [],
    away: [],
    omitted: [],
  };
  const accepts = (outcome: string) =>
    runReport.safeParse({ ...report, stacks: [{ ...stack, resources, outcome }] }).success;

  expect([accepts('deployed'), accepts('fine')]).toEqual([true, false]);
});
