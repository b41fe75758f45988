import type { PolicyResource } from '@bulkhead/policy';
import { type Check } from '../check';
import { type PlannedStack } from '../planned-stack';
import { type Found } from '../preflight-schema';
import { type Scene } from '../scene';
import { zonesOf } from '../zones';
import { eachKnown } from './each-known';
import { literal } from './literal';
import { newlyWanted, type Wanted } from './newly-wanted';

interface DatabaseClass {
  readonly engine: string;
  readonly version?: string;
  readonly instanceClass: string;
  /** The zone in the code. @default AWS takes one of the environment's zones */
  readonly zone?: string;
}

/** The zone of a database instance has to offer its class for the engine. */
export const databaseClasses: Check = {
  name: 'database classes',
  targets: ['aws'],
  find: async ({ environment, region, stacks, services }) => {
    const wanted = await newlyWanted<DatabaseClass>(
      stacks,
      ['AWS::RDS::DBInstance'],
      (resource, stack) => {
        const [engine, instanceClass] = [literal(resource, 'Engine'), literal(resource, 'DBInstanceClass')];
        if (!engine || !instanceClass) return undefined;
        const [version, zone] = [versionOf(resource, stack), literal(resource, 'AvailabilityZone')];
        return { engine, instanceClass, ...(version && { version }), ...(zone && { zone }) };
      },
      ({ instanceClass }) => instanceClass,
    );
    const zones = zonesOf(environment, region);
    return eachKnown(
      wanted,
      ({ what }) => `where RDS offers ${what.instanceClass} for ${what.engine}`,
      (each) => offered(each, zones, services),
    );
  },
};

async function offered(
  { what, stacks }: Wanted<DatabaseClass>,
  zones: readonly string[],
  services: Scene['services'],
): Promise<Found> {
  const { engine, version, instanceClass, zone } = what;
  const here = await zonesWith(what, services);
  const needed = zone ? [zone] : zones;
  const lacking = needed.filter((name) => !here.has(name));
  if (lacking.length === 0) return { findings: [], notes: [] };
  const of = `${instanceClass} for ${engine}${version ? ` ${version}` : ''}`;
  // If the code names no zone, AWS takes another one.
  if (!zone && lacking.length < needed.length)
    return { findings: [], notes: [`RDS does not offer ${of} in ${lacking.join(', ')}, but in other zones`] };
  const elsewhere = here.size > 0 ? `it does in ${[...here].sort().join(', ')}` : 'nor in another zone';
  return {
    findings: [
      {
        stacks,
        problem: `RDS does not offer ${of} in ${lacking.join(', ')}: ${elsewhere}`,
        next: 'edit the class or the zones of the region in the environment',
      },
    ],
    notes: [],
  };
}

/** The version of an instance's cluster, if the instance itself has none. */
function versionOf(resource: PolicyResource, { resources }: PlannedStack): string | undefined {
  const cluster = (resource.properties['DBClusterIdentifier'] as { Ref?: string } | undefined)?.Ref;
  const of = resources.find(({ logicalId }) => logicalId === cluster);
  return literal(resource, 'EngineVersion') ?? (of && literal(of, 'EngineVersion'));
}

async function zonesWith(
  { engine, version, instanceClass }: DatabaseClass,
  services: Scene['services'],
): Promise<ReadonlySet<string>> {
  const [client, { paginateDescribeOrderableDBInstanceOptions }] = await Promise.all([
    services.rds(),
    import('@aws-sdk/client-rds'),
  ]);
  // Another check finds versions that the region does not offer.
  const asked = { Engine: engine, DBInstanceClass: instanceClass, Vpc: true };
  const pages = paginateDescribeOrderableDBInstanceOptions(
    { client },
    /\./.test(version ?? '') ? { ...asked, EngineVersion: version } : asked,
  );
  const zones = new Set<string>();
  for await (const { OrderableDBInstanceOptions = [] } of pages)
    for (const { AvailabilityZones = [] } of OrderableDBInstanceOptions)
      for (const { Name = '' } of AvailabilityZones) zones.add(Name);
  return zones;
}
