import { describeError } from '@bulkhead/errors';
import { type ExecutorContext } from '@nx/devkit';
import { judgePresets } from '../actions/judge-presets';
import { terminal } from '../run/output';
import { openPresetRuns } from './open-preset-runs';
import { readCommandOptions } from './verb-options';

/** Judges what production of each preset would be. */
export default async function executor(
  given: object,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  try {
    readCommandOptions('presets', given);
    return { success: await judgePresets(openPresetRuns(context)) };
  } catch (error) {
    terminal.line(describeError(error));
    return { success: false };
  }
}
