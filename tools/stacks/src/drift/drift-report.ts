import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeAtomically } from '@bulkhead/emulator/write-atomically';
import { type Standing } from '../run/standing';
import { type Run } from '../run/run';
import { type StackInstance } from '../workspace/stack-instance';
import { type DriftOfStack, type DriftReport } from './drift-schema';
import { type Finding } from './finding';

type Workspace = Pick<Run, 'workspaceRoot' | 'environment'>;

/** The findings of a run, stack by stack in the order of `findings`, and the stacks outside the configuration. */
export function driftReportOf(
  { environment }: Pick<Run, 'environment'>,
  findings: ReadonlyMap<StackInstance, Finding>,
  { orphans }: Pick<Standing, 'orphans'>,
): DriftReport {
  const stacks = [...findings].map(
    ([{ app, stack, engine, role, region }, { status, reason, drift }]): DriftOfStack => ({
      app,
      stack,
      engine,
      role,
      region,
      status,
      reason,
      resources: (drift?.drifted ?? []).map((resource) => ({
        ...resource,
        attributes: [...resource.attributes],
      })),
      unchecked: [...(drift?.unchecked ?? [])],
      ...(drift?.additions && {
        additions: {
          unchecked: [...drift.additions.unchecked],
          uncovered: [...drift.additions.uncovered],
        },
      }),
    }),
  );
  return {
    environment: environment.name,
    checkedAt: new Date().toISOString(),
    drifted: orphans.length > 0 || stacks.some(({ status }) => status === 'drifted'),
    stacks,
    orphans: [...orphans],
  };
}

/** Removes the report of the run before, so that nobody takes it for the report of a run that wrote none. */
export function removeDriftReport(workspace: Workspace): void {
  rmSync(driftReportFile(workspace), { force: true });
}

/** Writes the report to `dist/drift/<environment>.json`. */
export function writeDriftReport(workspace: Workspace, report: DriftReport): void {
  writeAtomically(driftReportFile(workspace), `${JSON.stringify(report, null, 2)}\n`);
}

function driftReportFile({ workspaceRoot, environment }: Workspace): string {
  return join(workspaceRoot, 'dist/drift', `${environment.name}.json`);
}
