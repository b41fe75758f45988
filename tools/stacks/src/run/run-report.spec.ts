import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { testFolder } from '../test-folder';
import { type RunReport, writeRunReport } from './run-report';

test('the last run is in one place, in the form of its schema', () => {
  const workspaceRoot = testFolder();
  const report: RunReport = {
    verb: 'deploy',
    environment: 'qa',
    startedAt: '2026-01-01T00:00:00.000Z',
    durationMs: 1,
    stacks: [],
    stale: [],
    orphans: [],
    away: [],
    omitted: [],
  };
  writeRunReport({ workspaceRoot }, report);

  expect(JSON.parse(readFileSync(join(workspaceRoot, 'dist/runs/latest.json'), 'utf8'))).toEqual(report);
});
