import { regionAt, regionOf } from '../reading/references';
import { resourceRule, unless } from './resource-rule';

/**
 * A secondary cluster of a global database has the users of the primary cluster, so it must not name any. Its data is
 * encrypted with a key of its own region, since it cannot use a key of another region.
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database-getting-started.html
 */
export const secondaryCluster = resourceRule({
  id: 'secondary-cluster',
  title: 'A secondary cluster names no master user, and has a key of its own region.',
  controls: ['164.308(a)(7)(ii)(C)', '164.312(a)(2)(iv)'],
  pitfall: 4,
  types: ['AWS::RDS::DBCluster'],
  judge: ({ properties }, place) => {
    const { GlobalClusterIdentifier, SourceRegion, KmsKeyId } = properties;
    const region = regionAt(place);
    const isAway = place.stack.role === 'dr' || region !== place.stack.region;
    const isSecondary = SourceRegion !== undefined || isAway;
    if (GlobalClusterIdentifier === undefined || !isSecondary) return 'not-applicable';
    const named = ['MasterUsername', 'MasterUserPassword'].filter((name) => properties[name] !== undefined);
    const keyRegion = regionOf(KmsKeyId, place) ?? region;
    return [
      ...named.map(
        (name) => `A secondary cluster must not set ${name}: it has the users of the primary cluster.`,
      ),
      ...unless(KmsKeyId !== undefined, 'A secondary cluster needs KmsKeyId: set a key of its own region.'),
      ...unless(keyRegion === region, `KmsKeyId is a key in ${keyRegion}, but the cluster is in ${region}.`),
    ];
  },
});
