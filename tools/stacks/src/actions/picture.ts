import { join, resolve } from 'node:path';
import { dashboardPicture, readDashboard } from '@bulkhead/dashboards';
import { writeAtomically } from '@bulkhead/emulator/write-atomically';
import { type Run } from '../run/run';
import { requireSynthesized, synthesizeAll } from '../run/synthesize-all';

export interface PictureOptions {
  /** A file to write the picture to as well, relative to the user's folder. @default none */
  readonly into?: string;
}

/** The dashboard that is drawn: the one of the whole environment. */
const dashboard = 'overview';

/**
 * Synthesizes an environment, and draws its overview with sample data to `dist/dashboards/<environment>.svg`, and to
 * another file if one is named.
 *
 * @returns paths of the written files, from the root of the workspace or as they were given
 * @throws Refusal `NoDashboard`
 * @throws Error of a stack that could not be synthesized
 */
export async function drawDashboard(run: Run, { into }: PictureOptions): Promise<string[]> {
  const { environment, workspaceRoot, workingDirectory } = run;
  const synthesized = await synthesizeAll({ ...run, selected: run.instances });
  for (const instance of run.instances) requireSynthesized(synthesized, instance);
  const picture = dashboardPicture(
    `Overview of environment ${environment.name}`,
    readDashboard(workspaceRoot, environment.name, dashboard),
  );
  const file = `dist/dashboards/${environment.name}.svg`;
  writeAtomically(join(workspaceRoot, file), picture);
  if (into === undefined) return [file];
  writeAtomically(resolve(workingDirectory, into), picture);
  return [file, into];
}
