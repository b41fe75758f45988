import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { presetNames, type PresetName, productionOf } from '@bulkhead/config';
import { writeAtomically } from '@bulkhead/emulator/write-atomically';
import { type ExecutorContext } from '@nx/devkit';
import { terminal } from '../run/output';
import { openRun, type Run } from '../run/run';
import { stacksAtOnce } from './stacks-at-once';

/** A run for what production of each preset would be, over all stacks. */
export function openPresetRuns(context: ExecutorContext): Run[] {
  return presetNames.map((preset) => openProduction(preset, context));
}

function openProduction(preset: PresetName, { root, projectsConfigurations }: ExecutorContext): Run {
  const projects = Object.values(projectsConfigurations.projects);
  const definition = productionOf(preset);
  const environment = `dist/environments/${definition.name}.json`;
  const text = `${JSON.stringify(definition, null, 2)}\n`;
  const file = join(root, environment);
  // Do not write an unchanged file: after a write it could still change, so no synthesis that reads it would be kept.
  if (!existsSync(file) || readFileSync(file, 'utf8') !== text) writeAtomically(file, text);
  return openRun({
    workspaceRoot: root,
    workingDirectory: root,
    projects,
    apps: projects.flatMap(({ name }) => name ?? []),
    options: { environment },
    parallel: stacksAtOnce(),
    output: terminal,
  });
}
