import { join } from 'node:path';
import { type EngineRequest } from '../../engine';
import { applyFiles } from '../apply-files';
import { corrected, toCorrect } from './import-corrections';
import { ImportFolder } from './import-folder';
import { readJournal } from './journal';
import { UnrecordedObjects } from './unrecorded-objects';

export interface Adoption {
  /** Path of `terraform` or `tofu`. */
  readonly binary: string;
  /** The stack's working directory, initialized. */
  readonly directory: string;
  readonly request: EngineRequest;
}

/**
 * Brings what an interrupted deploy created, and Terraform did not record, into the Terraform state, so that the
 * next deploy goes on from it. Terraform writes its state every 20 seconds; one that is killed loses what it did
 * since. Reads from AWS only; what differs from the configuration is left for the deploy to change.
 *
 * @returns how many resources were adopted
 * @throws BulkheadError `AmbiguousResource` where several objects may be one resource, `TerraformFailed`;
 * StateLockedError
 */
export async function adoptUnrecorded({ binary, directory, request }: Adoption): Promise<number> {
  const { instance, signal, progress } = request;
  const folder = new ImportFolder({ binary, directory, subject: instance.id, signal });
  try {
    const journal = readJournal(join(directory, applyFiles.journal));
    const { imports, plan } = await new UnrecordedObjects(folder, journal, request).find();
    if (imports.size > 0) await folder.import(imports, plan);
    // Also what a recovery imported that was killed before it came to this.
    const wrong = toCorrect(plan.resources);
    if (wrong.size > 0) await folder.rewriteState((state) => corrected(state, wrong));
    for (const [address, id] of imports)
      progress(`adopted ${address} (${id}), which an interrupted deploy had created`);
    return imports.size;
  } finally {
    folder.remove();
  }
}
