import { findTerraform, type FoundTerraform, TERRAFORM_VARIABLE } from '@bulkhead/emulator';
import { Refusal } from '@bulkhead/errors';

/** What was found, by where it was looked for: a run asks a program once for its version, and not once a stack. */
const kept = new Map<string, Promise<FoundTerraform | undefined>>();

/**
 * Path of `terraform` or `tofu`. A program that is good is asked once a process.
 *
 * @throws BulkheadError `MissingTerraform`, with the command that installs it
 */
export async function requireTerraform(): Promise<string> {
  const place = JSON.stringify([process.env['PATH'], process.env[TERRAFORM_VARIABLE]]);
  const asked = kept.get(place) ?? findTerraform();
  kept.set(place, asked);
  const found = await asked;
  if (found?.ok) return found.path;
  // Somebody may install it, and run again in the same process.
  kept.delete(place);
  const what = found
    ? `${found.path} is version ${found.version ?? 'unknown'}; write-only attributes need 1.11 or later.`
    : 'Neither terraform nor tofu is on the PATH.';
  throw new Refusal('MissingTerraform', what, {
    next: 'npx nx run emulator:start names every missing prerequisite with the command that installs it',
  });
}
