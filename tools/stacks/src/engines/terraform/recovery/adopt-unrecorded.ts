import { join } from 'node:path';
import { type EngineRequest } from '../../engine';
import { applyFiles } from '../apply-files';
import { type RunTerraform, withStandingProvider } from '../with-standing-provider';
import { corrected, toCorrect } from './import-corrections';
import { defaultRules, withDefaultRules } from './default-rules';
import { type ImportFolder, type ImportPlan, withImportFolder } from './import-folder';
import { readJournal } from './journal';
import { unknownVersions, withVersions } from './secret-versions';
import { UnrecordedObjects } from './unrecorded-objects';

export interface Adoption {
  /** Path of `terraform` or `tofu`. */
  readonly binary: string;
  /** The stack's working directory, initialized. */
  readonly directory: string;
  readonly request: EngineRequest;
}

/** The result of a recovery in the state. */
export interface Adopted {
  /** Number of resources that were adopted into the state. */
  readonly adopted: number;
  /** Number of tainted resources that are kept: the next deploy would otherwise replace them. */
  readonly kept: number;
  /**
   * Addresses of resources that the state knows now and the code does not have: the next deploy destroys them. They are
   * objects that a creation should have removed, and did not.
   * @default none
   */
  readonly leftovers?: readonly string[];
}

/**
 * Adopts objects that an interrupted deploy created and Terraform did not record into the Terraform state, so that the
 * next deploy continues from there. Terraform writes its state every 20 seconds; a killed Terraform loses its changes
 * since then. Only reads from AWS; the deploy changes attributes that differ from the configuration.
 *
 * @throws Refusal `OwnedByAnother` if an object that is not provably the stack's has a name that the stack wants,
 * `AmbiguousResource` if several objects may be one resource; StateLockedError; BulkheadError `TerraformFailed`
 */
export async function adoptUnrecorded(adoption: Adoption): Promise<Adopted> {
  const { directory, request } = adoption;
  return withStandingProvider({ ...request, directory }, (read) => adoptBy(read, adoption));
}

async function adoptBy(read: RunTerraform, { binary, directory, request }: Adoption): Promise<Adopted> {
  const { instance, signal, progress, workspaceRoot } = request;
  const options = { workspaceRoot, binary, directory, subject: instance.id, signal, read };
  return withImportFolder(options, async (folder) => {
    const journal = readJournal(join(directory, applyFiles.journal));
    const { imports, plan, kept } = await new UnrecordedObjects(folder, journal, request).find();
    if (imports.size > 0) await folder.import(imports, plan);
    // Also corrects what an earlier recovery imported before it was killed.
    const wrong = toCorrect(plan.resources);
    if (wrong.size > 0) await folder.rewriteState((state) => corrected(state, wrong));
    const adopted = new Map([...imports, ...(await writeVersions(folder, plan, request))]);
    for (const [address, id] of adopted) progress(`adopted ${address} (${id}), which the state did not know`);
    const leftovers = await writeDefaultRules(folder, plan, request);
    return { adopted: adopted.size, kept, ...(leftovers.length > 0 && { leftovers }) };
  });
}

/** Adds the values of secrets that are in use to the state; returns the ids of their versions by address. */
async function writeVersions(
  folder: ImportFolder,
  plan: ImportPlan,
  { instance, signal }: EngineRequest,
): Promise<Map<string, string>> {
  const versions = await unknownVersions(plan, regionsOf(folder, instance), signal);
  if (versions.length > 0) await folder.rewriteState((state) => withVersions(state, versions));
  return new Map(versions.map(({ resource, versionId }) => [resource.address, versionId]));
}

/**
 * Adds the rules that leave security groups open to the state, so that the deploy destroys them; returns their
 * addresses.
 */
async function writeDefaultRules(
  folder: ImportFolder,
  plan: ImportPlan,
  { instance, signal, progress }: EngineRequest,
): Promise<readonly string[]> {
  const rules = await defaultRules(plan, folder.configuredOf, regionsOf(folder, instance), signal);
  if (rules.length === 0) return [];
  let written: readonly string[] = [];
  await folder.rewriteState((state) => {
    const { state: rewritten, addresses } = withDefaultRules(state, rules);
    written = addresses;
    return rewritten;
  });
  for (const { group, id } of rules)
    progress(
      `${group} still has the default rule ${id} of a new group, which allows all outbound traffic; the deploy removes it`,
    );
  return written;
}

function regionsOf(folder: ImportFolder, instance: EngineRequest['instance']): (address: string) => string {
  return (address) => folder.otherRegions.get(address) ?? instance.region;
}
