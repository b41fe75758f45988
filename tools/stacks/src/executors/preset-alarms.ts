import { describeError } from '@bulkhead/errors';
import { type ExecutorContext } from '@nx/devkit';
import { playAlarmsOfPresets } from '../actions/alarms';
import { terminal } from '../run/output';
import { openPresetRuns } from './open-preset-runs';
import { readCommandOptions } from './verb-options';

/** Plays the scenarios of all teams over the alarms that production of each preset would have. */
export default async function executor(
  given: object,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  try {
    readCommandOptions('preset-alarms', given);
    return { success: await playAlarmsOfPresets(openPresetRuns(context)) };
  } catch (error) {
    terminal.line(describeError(error));
    return { success: false };
  }
}
