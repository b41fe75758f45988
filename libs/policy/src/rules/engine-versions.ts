import { postgresVersions } from '@bulkhead/config';
import { isClusterInstance } from '../reading/cluster-instances';
import { type PolicyResource } from '../model/policy-resource';
import { isText, isTrue } from '../reading/properties';
import { resourceBehind, resourcesOf, type Place } from '../reading/references';
import { resourceRule, unless } from './resource-rule';

/**
 * A version that AWS has withdrawn fails only on creation, and all members of a global database need the same version.
 * So versions come from one list, and the rule compares the members.
 */
export const engineVersions = resourceRule({
  id: 'engine-versions',
  title:
    'The PostgreSQL version is one of the known versions, and the same in all clusters of a global database.',
  controls: ['164.308(a)(5)(ii)(B)', '164.308(a)(7)(ii)(C)'],
  pitfall: 5,
  types: ['AWS::RDS::DBCluster', 'AWS::RDS::DBInstance', 'AWS::RDS::GlobalCluster'],
  judge: (resource, place) => {
    const { Engine, EngineVersion, GlobalClusterIdentifier } = resource.properties;
    if (!/postgres/.test(String(Engine)) || isClusterInstance(resource)) return 'not-applicable';
    if (EngineVersion !== undefined && !isText(EngineVersion)) return 'not-applicable';
    const known = versionsFor(resource);
    const others = versionsOf(GlobalClusterIdentifier, place).filter((version) => version !== EngineVersion);
    return [
      ...unless(
        EngineVersion !== undefined && known.includes(EngineVersion),
        `EngineVersion ${EngineVersion ?? 'is missing'}: set one of ${known.join(', ')}.`,
      ),
      ...others.map((other) => `Another cluster of the global database has version ${other}.`),
    ];
  },
});

/** A database with automatic minor upgrades names a major version: RDS cannot go back to an older minor version. */
function versionsFor({ properties }: PolicyResource): readonly string[] {
  const majors = postgresVersions.map((version) => version.slice(0, version.indexOf('.')));
  const isAlone = properties['DBInstanceClass'] !== undefined;
  return isAlone && isTrue(properties['AutoMinorVersionUpgrade'])
    ? [...postgresVersions, ...majors]
    : postgresVersions;
}

/** The versions of all clusters that are part of a global database. */
function versionsOf(globalCluster: unknown, place: Place): readonly string[] {
  const of = resourceBehind(globalCluster, place, 'AWS::RDS::GlobalCluster');
  if (!of) return [];
  return resourcesOf(place.environment, 'AWS::RDS::DBCluster')
    .filter(({ stack, resource }) => {
      const other = resource.properties['GlobalClusterIdentifier'];
      const its = resourceBehind(other, { ...place, stack }, 'AWS::RDS::GlobalCluster');
      return its?.resource === of.resource;
    })
    .map(({ resource }) => resource.properties['EngineVersion'])
    .filter(isText);
}
