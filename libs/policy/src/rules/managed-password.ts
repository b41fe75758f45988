import { isTrue } from '../reading/properties';
import { isClusterInstance } from '../reading/cluster-instances';
import { resourceRule, unless } from './resource-rule';

/** Properties of databases that take users from elsewhere, or that need a secret of our own. */
const others = [
  'GlobalClusterIdentifier',
  'ReplicationSourceIdentifier',
  'SourceDBInstanceIdentifier',
  'SourceDBClusterIdentifier',
];

/**
 * RDS must create and rotate the master password of a stand-alone database. No template, state or person then ever has
 * the password.
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
