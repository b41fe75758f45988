import { isClusterInstance } from '../reading/cluster-instances';
import { numberAt } from '../reading/properties';
import { resourceRule, unless } from './resource-rule';

/** A week, so that a loss can still be undone after a weekend. RDS keeps backups for at most 35 days. */
const [fewest, most] = [7, 35];

/**
 * A database must keep its own backups long enough to undo a mistake, even if the mistake is to delete the database.
 * cdk-nag asks only whether an instance has any backups.
 */
export const backupRetention = resourceRule({
  id: 'backup-retention',
  title: `A database keeps its own backups for ${fewest} to ${most} days.`,
  controls: ['164.308(a)(7)(i)', '164.308(a)(7)(ii)(A)', '164.308(a)(7)(ii)(B)'],
  pitfall: 22,
  types: ['AWS::RDS::DBCluster', 'AWS::RDS::DBInstance'],
  judge: (resource, { environment }) => {
    const days = numberAt(resource.properties, 'BackupRetentionPeriod');
    const isReplica = resource.properties['SourceDBInstanceIdentifier'] !== undefined;
    if (isClusterInstance(resource) || isReplica) return 'not-applicable';
    const isForgotten = String(resource.properties['DeleteAutomatedBackups']) !== 'false';
    return [
      ...unless(
        days !== undefined && days >= fewest && days <= most,
        `BackupRetentionPeriod is ${days ?? 'not set'}: set ${fewest} to ${most} days.`,
      ),
      ...unless(
        !environment.protected || !isForgotten,
        'Its backups are deleted with it: set DeleteAutomatedBackups to false.',
      ),
    ];
  },
});
