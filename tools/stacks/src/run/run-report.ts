import { join } from 'node:path';
import { type OmittedResource } from '@bulkhead/stack';
import { type StackResult } from './stack-result';
import { writeAtomically } from './write-atomically';
import { type Run } from './run';

/** The content of `dist/runs/latest.json`: the last run. */
export interface RunReport {
  readonly verb: string;
  readonly environment: string;
  /** ISO 8601 in UTC. */
  readonly startedAt: string;
  readonly durationMs: number;
  readonly stacks: readonly StackResult[];
  /** What the stacks of the run lack because they were synthesized for the emulator. */
  readonly omitted: readonly OmittedResource[];
  /** What kept the run from doing anything. @default nothing did */
  readonly error?: { readonly code: string; readonly message: string };
}

/** Writes the run report. */
export function writeRunReport({ workspaceRoot }: Pick<Run, 'workspaceRoot'>, report: RunReport): void {
  writeAtomically(join(workspaceRoot, 'dist/runs/latest.json'), `${JSON.stringify(report, null, 2)}\n`);
}
