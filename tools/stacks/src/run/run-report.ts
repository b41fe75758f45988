import { join } from 'node:path';
import { writeAtomically } from '@bulkhead/emulator/write-atomically';
import { type z } from 'zod';
import { type runReport } from './report-schema';
import { type Run } from './run';

/** The content of `dist/runs/latest.json`: the last run. */
export type RunReport = z.infer<typeof runReport>;

/** Writes the run report. */
export function writeRunReport({ workspaceRoot }: Pick<Run, 'workspaceRoot'>, report: RunReport): void {
  writeAtomically(join(workspaceRoot, 'dist/runs/latest.json'), `${JSON.stringify(report, null, 2)}\n`);
}
