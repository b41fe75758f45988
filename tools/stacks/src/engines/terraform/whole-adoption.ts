import { copyFileSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { whilePassing } from '../../checkout/value-files';
import { type EngineRequest } from '../engine';
import { applyFiles } from './apply-files';
import { lockTimeout } from './lock-timeout';
import { adoptUnrecorded } from './recovery/adopt-unrecorded';
import { adoptionRules } from './recovery/adoption-rules';
import { type ImportFolderOptions, type PlannedResource, withImportFolder } from './recovery/import-folder';
import { requireTerraform } from './require-terraform';
import { withStandingProvider } from './with-standing-provider';
import { foundState } from './state-file';
import { runTerraform } from './terraform-cli';
import {
  inWorkingDirectory,
  prepareScratchDirectory,
  scratchFiles,
  workingDirectory,
} from './working-directory';

/** The input of the adoption of a whole stack. */
export interface WholeAdoption {
  readonly request: EngineRequest;
  /** The state to start from. @default an empty one */
  readonly over?: string;
  /** Ids that a person has found, by address. */
  readonly imports: ReadonlyMap<string, string>;
  /** Addresses that a person has searched for and not found; `*` for everything. */
  readonly absent: readonly string[];
  /** Number of resources of the state when it was last recorded. @default nobody knows */
  readonly recorded?: number;
}

/** A state with the stack's existing objects in AWS. */
export interface AdoptedState {
  /** The state as Terraform writes it, with any lineage and serial. */
  readonly text: string;
  /** Number of resources in the state. */
  readonly resources: number;
  /** Addresses of resources that may exist and were not found: if there is any, the state must not be used. */
  readonly unfound: readonly string[];
  /** Addresses of resources that the next deploy would replace. */
  readonly replaced: readonly string[];
}

/**
 * Makes a state of the stack's existing objects in AWS, in a separate folder: the stack's own state is not touched.
 * Creates and changes nothing in AWS.
 *
 * @throws BulkheadError of `adoptUnrecorded`
 */
export async function adoptWhole(adoption: WholeAdoption): Promise<AdoptedState> {
  const { request } = adoption;
  return inWorkingDirectory(request, 'terraform-recovery', () =>
    whilePassing(request.workspaceRoot, scratchFiles(request), () => adoptInto(adoption)),
  );
}

async function adoptInto(adoption: WholeAdoption): Promise<AdoptedState> {
  const { request, over, imports } = adoption;
  const binary = await requireTerraform();
  const { directory, stateFile } = await prepareScratchDirectory(binary, request, over);
  takeJournal(request, directory);
  const { instance, signal, workspaceRoot } = request;
  const terraform = { workspaceRoot, binary, directory, subject: instance.id, signal };
  for (const [address, id] of imports)
    await runTerraform({
      ...terraform,
      arguments: ['import', '-no-color', '-input=false', lockTimeout, address, id],
    });
  const { leftovers = [] } = await adoptUnrecorded({ binary, directory, request });
  const planned = await planOf(terraform, request);
  const text = existsSync(stateFile) ? readFileSync(stateFile, 'utf8') : '';
  const found = foundState(text, '');
  const resources = found.is === 'kept' ? found.state.resources : 0;
  const replaced = planned.filter(({ change }) => change.actions.length === 2);
  return {
    text,
    resources,
    // Resources that are not in the code were not among the recorded ones.
    unfound: unfoundOf(planned, resources - leftovers.length, adoption),
    replaced: replaced.map(({ address }) => address),
  };
}

async function planOf(options: ImportFolderOptions, { progress }: EngineRequest): Promise<PlannedResource[]> {
  return withStandingProvider({ ...options, progress }, (read) =>
    withImportFolder({ ...options, read }, async (folder) => {
      const planned = await folder.plan(new Map());
      if ('plan' in planned) return [...planned.plan.resources];
      throw planned.error;
    }),
  );
}

/** Copies the journal of the last apply: its created ids help to choose among several objects for a resource. */
function takeJournal(request: EngineRequest, directory: string): void {
  const journal = join(workingDirectory(request, true), applyFiles.journal);
  const copy = join(directory, applyFiles.journal);
  rmSync(copy, { force: true });
  if (existsSync(journal)) copyFileSync(journal, copy);
}

/**
 * Addresses of resources that the next deploy would create although they may exist. A resource that is found by its
 * name, or by its place in another resource, does not exist if AWS says so. A resource that is found by its tags may
 * have lost them: it counts as absent only if the state knows as many resources as were recorded, so that the code
 * wants a new one.
 */
export function unfoundOf(
  planned: readonly PlannedResource[],
  known: number,
  { absent, recorded }: Pick<WholeAdoption, 'absent' | 'recorded'>,
): string[] {
  const created = planned.filter(({ change }) => change.actions.join() === 'create');
  const again = created.filter(({ type }) => adoptionRules[type]?.by === 'creation');
  if (recorded !== undefined && known + again.length >= recorded) return [];
  return created
    .filter(({ type }) => !isProvedAbsent(type))
    .map(({ address }) => address)
    .filter((address) => !absent.includes(address) && !absent.includes('*'));
}

/** Whether an empty result proves that no object of a type exists, or that to create it again changes nothing. */
function isProvedAbsent(type: string): boolean {
  return ['name', 'lookup', 'creation'].includes(adoptionRules[type]?.by ?? '');
}
