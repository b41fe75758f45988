import { Refusal } from '@bulkhead/errors';
import { type ResourceChange } from './resource-change';
import { hasResourceOfType } from './terraform/configuration-file';

/**
 * The one resource whose provider allows RDS another major version unasked. Clusters and instances have an attribute for
 * that, without which RDS refuses.
 * https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/rds/global_cluster.go
 */
const globalCluster = 'aws_rds_global_cluster';

/** Whether a stack has a global database, so that a deploy of it might upgrade one. */
export function hasGlobalDatabase(directory: string): boolean {
  return hasResourceOfType(directory, globalCluster);
}

/**
 * Checks that a deploy brings no global database to another major version, whether the environment is protected or not:
 * it would be done at once, in every region, and cannot be undone. What was upgraded by other means is no change.
 *
 * @param subject the stack, for messages
 * @throws BulkheadError `MajorUpgrade`, naming each global database and what to do
 */
export function requireMajorVersionKept(subject: string, changes: readonly ResourceChange[]): void {
  const upgrades = changes.flatMap(({ action, type, resource, attributes }) => {
    const version = attributes.find(({ path }) => path === 'engine_version');
    if (type !== globalCluster || action !== 'change' || !version) return [];
    const { before, after } = version;
    return majorOf(before) === majorOf(after) ? [] : [{ resource, before, after }];
  });
  if (upgrades.length === 0) return;
  throw new Refusal(
    'MajorUpgrade',
    [
      `${subject} would bring a global database to another major version of its engine:`,
      ...upgrades.map(({ resource, before, after }) => `  change ${resource}: ${before} -> ${after}`),
      'AWS would do it at once and in every region, and nobody could undo it. Nothing was touched.',
    ].join('\n'),
    {
      next: [
        "put the environment's engineVersion back",
        'or rehearse the upgrade on a restored snapshot, make it in AWS (a blue/green deployment, or aws rds modify-global-cluster --allow-major-version-upgrade), and deploy then',
      ].join(', '),
    },
  );
}

/** `16` of `16.13`. */
function majorOf(version: string | null): string | undefined {
  return version?.split('.')[0];
}
