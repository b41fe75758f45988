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
import { withStandingProvider } from './standing-provider/with-standing-provider';
import { foundState } from './state-file';
import { runTerraform } from './terraform-cli';
import {
  inWorkingDirectory,
  prepareScratchDirectory,
  scratchFiles,
  workingDirectory,
} from './working-directory';

/** What a stack is to be adopted from. */
export interface WholeAdoption {
  readonly request: EngineRequest;
  /** The state to go on from. @default an empty one */
  readonly over?: string;
  /** Ids of what a person has found, by address. */
  readonly imports: ReadonlyMap<string, string>;
  /** Addresses of what a person has looked for and not found; `*` for everything. */
  readonly absent: readonly string[];
  /** How many resources the state had when it was last recorded. @default nobody knows */
  readonly recorded?: number;
}

/** A state that knows what AWS has of a stack. */
export interface AdoptedState {
  /** The state as Terraform writes it, of whatever lineage and serial. */
  readonly text: string;
  /** How many resources it knows. */
  readonly resources: number;
  /** Addresses of what might be there and was not found: with any of them, the state must not be used. */
  readonly unfound: readonly string[];
  /** Addresses of what the next deploy would put others in the place of. */
  readonly replaced: readonly string[];
}

/**
 * Makes a state of what AWS has of a stack, in a folder of its own: the stack's own state is not touched. Creates
 * nothing in AWS, changes nothing there.
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
    // What the code does not have stands for nothing that was recorded.
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

/** What the last apply said that it created helps to tell which of several objects a resource is. */
function takeJournal(request: EngineRequest, directory: string): void {
  const journal = join(workingDirectory(request, true), applyFiles.journal);
  const copy = join(directory, applyFiles.journal);
  rmSync(copy, { force: true });
  if (existsSync(journal)) copyFileSync(journal, copy);
}

/**
 * Addresses of what the next deploy would create although it may be there. What is found by its name, or by its place in
 * something else, is not there where AWS says so. What is found by its tags may have lost them: it is taken for absent only
 * where the state knows as much as was recorded, so that the code wants something new.
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

/** Whether that nothing was found of a type says that there is nothing, or that to create it again changes nothing. */
function isProvedAbsent(type: string): boolean {
  return ['name', 'lookup', 'creation'].includes(adoptionRules[type]?.by ?? '');
}
