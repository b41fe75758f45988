import { type Check } from '../check';
import { type Found } from '../preflight-schema';
import { type Scene } from '../scene';
import { eachKnown } from './each-known';
import { literal } from './literal';
import { newlyWanted, type Wanted } from './newly-wanted';

interface Version {
  readonly engine: string;
  readonly version: string;
}

/** A version that AWS has withdrawn, or does not have in a region, fails only on creation. */
export const databaseVersions: Check = {
  name: 'database versions',
  targets: ['aws'],
  find: async ({ stacks, services }) => {
    const wanted = await newlyWanted<Version>(
      stacks,
      ['AWS::RDS::DBCluster', 'AWS::RDS::DBInstance', 'AWS::RDS::GlobalCluster'],
      (resource) => {
        const [engine, version] = [literal(resource, 'Engine'), literal(resource, 'EngineVersion')];
        return engine && version ? { engine, version } : undefined;
      },
      ({ version }) => version,
    );
    return eachKnown(
      wanted,
      ({ what }) => `whether RDS offers ${what.engine} ${what.version}`,
      (each) => offered(each, services),
    );
  },
};

async function offered({ what, stacks }: Wanted<Version>, services: Scene['services']): Promise<Found> {
  const { engine, version } = what;
  if ((await versionsOf(engine, services, version)).some((found) => matches(found, version)))
    return { findings: [], notes: [] };
  const major = version.split('.')[0] ?? version;
  const others = (await versionsOf(engine, services)).filter((found) => matches(found, major));
  return {
    findings: [
      {
        stacks,
        problem: `RDS does not offer ${engine} ${version} in ${services.region}`,
        next: `edit the version in libs/config: ${others.length > 0 ? `the region offers ${others.join(', ')}` : `the region offers none of ${major}`}`,
      },
    ],
    notes: [],
  };
}

/** `16` matches each `16.…`. */
function matches(found: string, version: string): boolean {
  return found === version || found.startsWith(`${version}.`);
}

async function versionsOf(engine: string, services: Scene['services'], version?: string): Promise<string[]> {
  const [client, { paginateDescribeDBEngineVersions }] = await Promise.all([
    services.rds(),
    import('@aws-sdk/client-rds'),
  ]);
  const versions: string[] = [];
  try {
    for await (const { DBEngineVersions = [] } of paginateDescribeDBEngineVersions(
      { client },
      { Engine: engine, EngineVersion: version },
    ))
      versions.push(...DBEngineVersions.flatMap(({ EngineVersion }) => EngineVersion ?? []));
  } catch (error) {
    // Which of the two codes AWS returns depends on the engine.
    if (!/^InvalidParameter(Combination|Value)/.test((error as Error).name)) throw error;
  }
  return versions;
}
