import { isSame, resourceBehind, resourcesOf } from '../reading/references';
import { resourceRule, unless } from './resource-rule';

/**
 * An Aurora cluster of a protected environment must have a second instance that can take over. cdk-nag asks for
 * Multi-AZ only on stand-alone instances.
 */
export const databaseStandby = resourceRule({
  id: 'database-standby',
  title: 'A database cluster of a protected environment has an instance that takes over.',
  controls: ['164.308(a)(7)(i)', '164.308(a)(7)(ii)(C)'],
  types: ['AWS::RDS::DBCluster'],
  judge: (resource, place) => {
    if (!place.environment.protected) return 'not-applicable';
    const instances = resourcesOf(place.environment, 'AWS::RDS::DBInstance').filter((instance) =>
      isSame(
        resourceBehind(
          instance.resource.properties['DBClusterIdentifier'],
          { ...place, stack: instance.stack },
          'AWS::RDS::DBCluster',
        ),
        { stack: place.stack, resource },
      ),
    );
    // A cluster without instances only keeps data. A secondary cluster may have none until it is needed.
    if (instances.length === 0) return 'not-applicable';
    return unless(
      instances.length >= 2,
      'It has one instance: after a failure the database is down until RDS has created another one.',
    );
  },
});
