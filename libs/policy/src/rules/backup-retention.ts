import { isClusterInstance } from '../reading/cluster-instances';
import { numberAt } from '../reading/properties';
import { resourceRule, unless } from './resource-rule';

/** A week of own backups, so that a loss found after a weekend can be undone; RDS keeps at most 35 days. */
const [fewest, most] = [7, 35];

/** Databases keep enough own backups to return to before a mistake, also when the mistake is to delete them. cdk-nag asks whether an instance has any. */
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
        `BackupRetentionPeriod is ${days ?? 'not set'}: ${fewest} to ${most}.`,
      ),
      ...unless(
        !environment.protected || !isForgotten,
        'Its backups go with it: set DeleteAutomatedBackups to false.',
      ),
    ];
  },
});
