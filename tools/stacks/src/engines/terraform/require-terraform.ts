import { findTerraform } from '@bulkhead/emulator';
import { Refusal } from '@bulkhead/errors';

/**
 * Path of `terraform` or `tofu`.
 *
 * @throws BulkheadError `MissingTerraform`, with the command that installs it
 */
export async function requireTerraform(): Promise<string> {
  const found = await findTerraform();
  if (found?.ok) return found.path;
  const what = found
    ? `${found.path} is version ${found.version ?? 'unknown'}; write-only attributes need 1.11 or later.`
    : 'Neither terraform nor tofu is on the PATH.';
  throw new Refusal('MissingTerraform', what, {
    next: 'npx nx run emulator:start names every missing prerequisite with the command that installs it',
  });
}
