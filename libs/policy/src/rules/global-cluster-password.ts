import { isTrue } from '../reading/properties';
import { resourceRule, unless } from './resource-rule';

/**
 * RDS does not manage the master password of a cluster in a global database, not even of the primary cluster. There we
 * need our own secret and rotation.
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/rds-secrets-manager.html
 */
export const globalClusterPassword = resourceRule({
  id: 'global-cluster-password',
  title: 'No cluster of a global database has a master password managed by RDS.',
  controls: ['164.308(a)(7)(ii)(C)'],
  pitfall: 3,
  types: ['AWS::RDS::DBCluster'],
  judge: ({ properties }) => {
    if (properties['GlobalClusterIdentifier'] === undefined) return 'not-applicable';
    return unless(
      !isTrue(properties['ManageMasterUserPassword']),
      'It is part of a global database, for which RDS refuses ManageMasterUserPassword: keep a secret of our own.',
    );
  },
});
