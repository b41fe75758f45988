import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type WorkspaceCopy } from '@bulkhead/workspace-copy';

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

/** Plans one stack with Terraform itself, in the folder it was deployed from, and lists every difference. */
export async function planDifferences(
  copy: WorkspaceCopy,
  app: string,
  stack: string,
): Promise<PlanDifference[]> {
  const cwd = join(copy.directory, 'dist/terraform/local/primary', app, stack);
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    AWS_ENDPOINT_URL: copy.endpoint,
    AWS_ACCESS_KEY_ID: 'emulator',
    AWS_SECRET_ACCESS_KEY: 'emulator',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
  for (const name of ['AWS_CA_BUNDLE', 'TF_CLI_CONFIG_FILE']) delete env[name];
  await run('terraform', ['plan', '-input=false', '-out=test.plan'], { cwd, env, maxBuffer: 1e8 });
  const { stdout } = await run('terraform', ['show', '-json', 'test.plan'], { cwd, env, maxBuffer: 1e8 });
  const { resource_changes: changes = [] } = JSON.parse(stdout) as {
    resource_changes?: { type: string; mode: string; change: Change }[];
  };
  return changes.flatMap(({ type, mode, change }) => {
    const actions = change.actions.join('+');
    if (mode === 'data' || actions === 'no-op') return [];
    return changedAttributes(change).map((attribute) => ({ type, attribute, actions }));
  });
}

function changedAttributes({ before, after, after_unknown: unknown }: Change): string[] {
  const keys = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {}), ...Object.keys(unknown)]);
  return [...keys].filter(
    (key) => JSON.stringify(before?.[key]) !== JSON.stringify(after?.[key]) || unknown[key] === true,
  );
}
