import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type WorkspaceCopy } from '@bulkhead/workspace-copy';
import { isOfEmulator } from '@bulkhead/emulator/plan-differences';
import { FrontedProvider, lockedProvider, usedTypes } from '@bulkhead/standing-provider';

const run = promisify(execFile);

/** One difference between what is deployed and what would be. */
export interface PlanDifference {
  readonly type: string;
  readonly attribute: string;
  /** `create`, `update`, `delete`; two of them for a replacement. */
  readonly actions: string;
}

interface Change {
  readonly actions: readonly string[];
  readonly before: Record<string, unknown> | null;
  readonly after: Record<string, unknown> | null;
  readonly after_unknown: Record<string, unknown>;
}

/** Where a stack was deployed to. */
export interface Deployed {
  /** @default 'local' */
  readonly environment?: string;
  /** @default 'primary' */
  readonly role?: string;
}

/** Plans one stack with Terraform itself, in the folder it was deployed from, and lists every difference. */
export async function planDifferences(
  copy: WorkspaceCopy,
  app: string,
  stack: string,
  deployed: Deployed = {},
): Promise<PlanDifference[]> {
  return (await plannedChanges(copy, app, stack, deployed)).flatMap(({ type, change }) => {
    const actions = change.actions.join('+');
    return changedAttributes(change).map((attribute) => ({ type, attribute, actions }));
  });
}

/** What a plan says beyond what the emulator does not return as it was given, as `update aws_vpc.tags`. */
export async function unexplainedDifferences(
  copy: WorkspaceCopy,
  app: string,
  stack: string,
  deployed: Deployed = {},
): Promise<string[]> {
  return (await planDifferences(copy, app, stack, deployed))
    .filter(({ type, attribute, actions }) => actions !== 'update' || !isOfEmulator(type, attribute))
    .map(({ type, attribute, actions }) => `${actions} ${type}.${attribute}`);
}

/** Addresses of what a deploy of one stack would create, replacements included. */
export async function plannedCreations(copy: WorkspaceCopy, app: string, stack: string): Promise<string[]> {
  const changes = await plannedChanges(copy, app, stack);
  return changes.filter(({ change }) => change.actions.includes('create')).map(({ address }) => address);
}

/** Runs Terraform in the folder from which one stack was deployed; returns what it printed. */
export async function terraform(
  copy: WorkspaceCopy,
  app: string,
  stack: string,
  args: readonly string[],
  deployed: Deployed = {},
): Promise<string> {
  return runTerraform(args, join(copy.directory, folderOf(app, stack, deployed)), copy.toEmulator());
}

interface PlannedChange {
  readonly address: string;
  readonly type: string;
  readonly mode: string;
  readonly change: Change;
}

/** What a deploy would touch. */
async function plannedChanges(
  copy: WorkspaceCopy,
  app: string,
  stack: string,
  deployed: Deployed = {},
): Promise<PlannedChange[]> {
  const folder = join(copy.directory, folderOf(app, stack, deployed));
  // Plan and show share a provider, as in the tool: most of the time of the suite is Terraform.
  return withProvider(folder, copy.toEmulator(), async (variables) => {
    const plan = join(folder, 'test.plan');
    try {
      const more = ['-input=false', '-detailed-exitcode', '-lock=false', `-out=${plan}`];
      if (await succeeds(['plan', ...more], folder, variables)) return [];
      const shown = await runTerraform(['show', '-json', plan], folder, variables);
      const { resource_changes: changes = [] } = JSON.parse(shown) as { resource_changes?: PlannedChange[] };
      return changes.filter(({ mode, change }) => mode !== 'data' && change.actions.join() !== 'no-op');
    } finally {
      rmSync(plan, { force: true });
    }
  });
}

/** Gives the variables with which Terraform finds a provider that is already there, if one may serve the folder. */
async function withProvider<T>(
  folder: string,
  variables: NodeJS.ProcessEnv,
  work: (variables: NodeJS.ProcessEnv) => Promise<T>,
): Promise<T> {
  const locked = await lockedProvider(folder);
  if (locked === undefined) return work(variables);
  const provider = await FrontedProvider.start(locked, { variables, types: usedTypes(folder) });
  try {
    return await work({ ...variables, TF_REATTACH_PROVIDERS: provider.reattach });
  } finally {
    await provider.end();
  }
}

/** False where the plan has changes: of `-detailed-exitcode`, 2 is Terraform's word for changes. */
async function succeeds(
  args: readonly string[],
  folder: string,
  variables: NodeJS.ProcessEnv,
): Promise<boolean> {
  try {
    await runTerraform(args, folder, variables);
    return true;
  } catch (error) {
    if ((error as { code?: unknown }).code === 2) return false;
    throw error;
  }
}

async function runTerraform(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Promise<string> {
  const { stdout } = await run('terraform', args, { cwd, env, maxBuffer: 1e8 });
  return stdout;
}

function folderOf(app: string, stack: string, { environment = 'local', role = 'primary' }: Deployed): string {
  return join('dist/terraform', environment, role, app, stack);
}

function changedAttributes({ before, after, after_unknown: unknown }: Change): string[] {
  const keys = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {}), ...Object.keys(unknown)]);
  return [...keys].filter(
    (key) => JSON.stringify(before?.[key]) !== JSON.stringify(after?.[key]) || unknown[key] === true,
  );
}
