import { isTrue } from '../reading/properties';
import { isClusterInstance } from '../reading/cluster-instances';
import { resourceRule, unless } from './resource-rule';

/** A database with one of these takes its users from elsewhere, or must have a secret of our own. */
const others = [
  'GlobalClusterIdentifier',
  'ReplicationSourceIdentifier',
  'SourceDBInstanceIdentifier',
  'SourceDBClusterIdentifier',
];

/**
 * The master password of a database that stands alone is made and rotated by RDS: no template, state or person ever
 * has it.
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/rds-secrets-manager.html
 */
export const managedPassword = resourceRule({
  id: 'managed-password',
  title: 'RDS manages the master password of a database that stands alone.',
  controls: ['164.308(a)(5)(ii)(D)', '164.312(d)'],
  pitfall: 3,
  types: ['AWS::RDS::DBCluster', 'AWS::RDS::DBInstance'],
  /** @emulator `managed-password` does not apply: whether a cluster is of a global database is left out. */
  judge: (resource, { environment }) => {
    const { properties } = resource;
    if (environment.target !== 'aws') return 'not-applicable';
    if (isClusterInstance(resource) || others.some((name) => properties[name] !== undefined))
      return 'not-applicable';
    return unless(isTrue(properties['ManageMasterUserPassword']), 'Set ManageMasterUserPassword.');
  },
});
