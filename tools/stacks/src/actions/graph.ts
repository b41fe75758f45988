import { mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { writeAtomically } from '@bulkhead/emulator/write-atomically';
import { dot, json, mermaid } from '../graph/picture-formats';
import { pictureMark, withPicture } from '../graph/picture-in-markdown';
import { pictureOf, type StackStanding } from '../graph/stack-picture';
import { DeployedState } from '../records/deployed-state';
import { type KnownRecords } from '../records/known-records';
import { lastDeployOf } from '../records/record';
import { type Run } from '../run/run';
import { openTarget } from '../run/target';
import { environmentOption } from '../workspace/printed-commands';
import { type StackInstance } from '../workspace/stack-instance';

export interface GraphOptions {
  /** Draw what is configured, without asking an account what is deployed. @default false */
  readonly withoutRecords?: boolean;
  /** A Markdown document to put the picture into, relative to the user's folder. @default none */
  readonly into?: string;
}

/**
 * Draws the stacks of an environment by region, with an arrow for each contract. Says what is deployed, and since when.
 *
 * @returns paths of the written files, from the root of the workspace or as they were given
 * @throws BulkheadError `NoPlaceForPicture`
 */
export async function graph(run: Run, { withoutRecords = false, into }: GraphOptions): Promise<string[]> {
  const { environment, instances, workspaceRoot, workingDirectory } = run;
  const standing = withoutRecords ? undefined : await recordedStanding(run);
  const picture = pictureOf(environment.name, instances, standing);
  const folder = join('dist/graph', environment.name);
  mkdirSync(join(workspaceRoot, folder), { recursive: true });
  const formats = { 'stacks.mmd': mermaid, 'stacks.dot': dot, 'stacks.json': json };
  const written = Object.entries(formats).map(([name, format]) => {
    const file = join(folder, name);
    writeAtomically(join(workspaceRoot, file), format(picture));
    return file;
  });
  if (into === undefined) return written;
  const document = resolve(workingDirectory, into);
  const words = [
    'npx nx run bulkhead:graph',
    environmentOption(run),
    withoutRecords && '--without-records',
    `--into=${into}`,
  ];
  const mark = pictureMark(words.filter(Boolean).join(' '));
  writeAtomically(document, withPicture(readFileSync(document, 'utf8'), mark, mermaid(picture), into));
  return [...written, into];
}

async function recordedStanding(run: Run): Promise<ReadonlyMap<StackInstance, StackStanding>> {
  const target = await openTarget(run);
  try {
    const records = await new DeployedState(run).records(run.instances);
    for (const { reason } of records.away) run.output.line(`Not looked at: ${reason}`);
    return new Map(run.instances.map((instance) => [instance, standingOf(instance, records)]));
  } finally {
    target.close();
  }
}

function standingOf(instance: StackInstance, records: KnownRecords): StackStanding {
  if (records.unreadable.has(instance)) return { state: 'unknown' };
  const record = records.get(instance);
  if (!record) return { state: 'never deployed' };
  const last = lastDeployOf(record);
  const commit = last?.by?.commit;
  return { state: record.outcome, ...(last && { since: last.at }), ...(commit && { commit }) };
}
