import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type WorkspaceCopy } from '@bulkhead/workspace-copy';
import { isOfEmulator } from '@bulkhead/emulator/plan-differences';

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
  const cwd = join(copy.directory, folderOf(app, stack, deployed));
  const { stdout } = await run('terraform', args, { cwd, env: copy.toEmulator(), maxBuffer: 1e8 });
  return stdout;
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
  if (await plansNothing(copy, app, stack, deployed)) return [];
  const shown = await terraform(copy, app, stack, ['show', '-json', 'test.plan'], deployed);
  const { resource_changes: changes = [] } = JSON.parse(shown) as { resource_changes?: PlannedChange[] };
  copy.remove(join(folderOf(app, stack, deployed), 'test.plan'));
  return changes.filter(({ mode, change }) => mode !== 'data' && change.actions.join() !== 'no-op');
}

/** Plans into `test.plan`; true where there is nothing to do, which takes no second look to know. */
async function plansNothing(
  copy: WorkspaceCopy,
  app: string,
  stack: string,
  deployed: Deployed,
): Promise<boolean> {
  const args = ['plan', '-input=false', '-detailed-exitcode', '-out=test.plan'];
  try {
    await terraform(copy, app, stack, args, deployed);
    copy.remove(join(folderOf(app, stack, deployed), 'test.plan'));
    return true;
  } catch (error) {
    // Of this option, 2 is Terraform's word for changes.
    if ((error as { code?: unknown }).code === 2) return false;
    throw error;
  }
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
