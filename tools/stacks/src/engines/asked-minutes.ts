import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Synthesized } from '../synthesis/synthesize';
import { type StackInstance } from '../workspace/stack-instance';
import { type WaitingTemplate, templateWaits } from './cdk/template-waits';
import { configurationWaits, type WaitingConfiguration } from './terraform/configuration-waits';

/**
 * The time that an engine may wait for the resources of a synthesized stack, in whole minutes.
 *
 * @returns 0 if no resource asks for time, or if the template cannot be read: the engine reports that error better
 */
export function askedMinutes(
  { engine }: Pick<StackInstance, 'engine'>,
  { directory, template }: Pick<Synthesized, 'directory' | 'template'>,
  verb: 'deploy' | 'destroy',
): number {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(join(directory, template), 'utf8'));
  } catch {
    return 0;
  }
  if (engine === 'cdktf') return Math.ceil(configurationWaits(content as WaitingConfiguration, verb));
  return verb === 'deploy' ? Math.ceil(templateWaits(content as WaitingTemplate)) : 0;
}
