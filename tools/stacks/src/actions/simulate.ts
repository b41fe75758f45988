import { readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { writeAtomically } from '@bulkhead/emulator/write-atomically';
import {
  answersJson,
  markdownSection,
  readRouting,
  readSynthesizedEnvironment,
  type Routing,
  type ScenarioAnswers,
  simulateAll,
  textTable,
  timelinePicture,
  titleOf,
  withSection,
} from '@bulkhead/routing';
import { type Run } from '../run/run';
import { requireSynthesized, synthesizeAll } from '../run/synthesize-all';

export interface SimulateOptions {
  /** A Markdown document to put the table into, relative to the user's folder. @default none */
  readonly into?: string;
}

/**
 * Synthesizes an environment, and simulates its routing. Writes the answers to `dist/routing/<environment>.json` and
 * `.svg`, and into a document if one is named, with the picture beside it.
 *
 * @returns lines to print: a table of every scenario, and the paths of the written files
 * @throws Refusal `NoRouting` or `UnfitRouting`
 * @throws BulkheadError `NoPlaceForPicture` if the document has no place for the table
 */
export async function simulateRouting(run: Run, { into }: SimulateOptions): Promise<string[]> {
  const { environment, workspaceRoot, workingDirectory } = run;
  const synthesized = await synthesizeAll({ ...run, selected: run.instances });
  for (const instance of run.instances) requireSynthesized(synthesized, instance);
  const routing = readRouting(readSynthesizedEnvironment(workspaceRoot, environment.name));
  const all = simulateAll(routing);
  const files = {
    [`dist/routing/${environment.name}.json`]: answersJson(routing, all),
    [`dist/routing/${environment.name}.svg`]: timelinePicture(titleOf(routing), all),
  };
  for (const [file, text] of Object.entries(files)) writeAtomically(join(workspaceRoot, file), text);
  const written = into === undefined ? [] : writeInto(into, workingDirectory, routing, all);
  return [...textTable(all), '', ...Object.keys(files), ...written];
}

/** Puts the table into a document, and the picture beside the document. Returns both paths as the user names them. */
function writeInto(
  into: string,
  workingDirectory: string,
  routing: Routing,
  all: readonly ScenarioAnswers[],
): string[] {
  const document = resolve(workingDirectory, into);
  const picture = into.replace(/(\.md)?$/, `.${routing.environment}.svg`);
  const section = markdownSection(routing, all, basename(picture));
  const text = withSection(readFileSync(document, 'utf8'), routing.environment, section, into);
  writeAtomically(resolve(workingDirectory, picture), timelinePicture(titleOf(routing), all));
  writeAtomically(document, text);
  return [into, picture];
}
