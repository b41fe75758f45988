import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type ReportedStack, type WorkspaceCopy } from '@bulkhead/workspace-copy';
import { type Decision } from './verdict';

/**
 * Asks Bulkhead what it would deploy, and deploys nothing.
 *
 * A dry run leaves a stack undecided if the stack reads from another stack that would be deployed: the deploy decides
 * only after the new values exist. Such a stack is asked about again without the stacks before it. The answer is the
 * deploy's decision if those values stay the same.
 *
 * @param command such as `affected -t deploy -c local --base=HEAD~1`
 * @throws Error if Bulkhead refuses or fails
 */
export async function ask(copy: WorkspaceCopy, command: string): Promise<Decision> {
  const first = await dryRun(copy, command);
  const deployed = new Set<string>();
  const settled = new Set<string>();
  let stacks = first;
  for (;;) {
    for (const stack of stacks.filter(isToBeDeployed)) {
      deployed.add(idOf(stack));
      settled.add(stack.app);
    }
    const waiting = stacks.filter(isUndecided);
    if (waiting.length === 0) break;
    const stuck = waiting.find(({ app }) => settled.has(app));
    if (stuck)
      throw new Error(`${idOf(stuck)} waits for a stack of its own app and cannot be asked about alone.`);
    stacks = await dryRun(copy, `${command} --exclude=${[...settled].join(',')}`);
  }
  return { affected: first.map(idOf).sort(), deployed: [...deployed].sort() };
}

async function dryRun(copy: WorkspaceCopy, command: string): Promise<ReportedStack[]> {
  const report = join(copy.directory, 'dist/runs/latest.json');
  rmSync(report, { force: true });
  const text = await copy.succeed(`${command} --dry-run`);
  // Nx runs nothing if nothing is affected, and then there is no report.
  if (!existsSync(report)) return [];
  const stacks = copy.report();
  const other = stacks.find(({ outcome }) => outcome !== 'pending' && outcome !== 'unchanged');
  if (other) throw new Error(`${idOf(other)} is ${other.outcome} in a dry run:\n${text}`);
  return stacks;
}

function isUndecided({ outcome, reason }: ReportedStack): boolean {
  return outcome === 'pending' && /^reads what .* would publish$/.test(reason);
}

function isToBeDeployed(stack: ReportedStack): boolean {
  return stack.outcome === 'pending' && !isUndecided(stack);
}

function idOf({ app, stack }: ReportedStack): string {
  return `${app}/${stack}`;
}
