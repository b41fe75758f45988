import { Refusal } from '@bulkhead/errors';
import { type ResourceChange } from './resource-change';
import { hasResourceOfType } from './terraform/configuration-file';

/**
 * The only resource whose provider lets RDS change the major version without a special setting. For clusters and
 * instances RDS refuses, unless an attribute allows the upgrade.
 * https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/rds/global_cluster.go
 */
const globalCluster = 'aws_rds_global_cluster';

/** Whether a stack has a global database: only then can a deploy upgrade one. */
export function hasGlobalDatabase(directory: string): boolean {
  return hasResourceOfType(directory, globalCluster);
}

/**
 * Checks that a deploy does not change the major version of a global database, in a protected environment or not. AWS
 * would upgrade every region at once, and nobody could undo that. A version that was upgraded by other means is no
 * change.
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
      `${subject} would change the major engine version of a global database:`,
      ...upgrades.map(({ resource, before, after }) => `  change ${resource}: ${before} -> ${after}`),
      'AWS would upgrade every region at once, and nobody could undo that. Nothing was touched.',
    ].join('\n'),
    {
      next: [
        "put the environment's engineVersion back",
        'or rehearse the upgrade on a restored snapshot, do it in AWS (a blue/green deployment, or aws rds modify-global-cluster --allow-major-version-upgrade), and then deploy',
      ].join(', '),
    },
  );
}

/** `16` of `16.13`. */
function majorOf(version: string | null): string | undefined {
  return version?.split('.')[0];
}
