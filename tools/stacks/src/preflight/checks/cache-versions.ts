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

/** The region has to offer the version of a cache. */
export const cacheVersions: Check = {
  name: 'cache versions',
  targets: ['aws'],
  find: async ({ stacks, services }) => {
    const wanted = await newlyWanted<Version>(
      stacks,
      ['AWS::ElastiCache::ReplicationGroup'],
      (resource) => {
        const version = literal(resource, 'EngineVersion');
        return version ? { engine: literal(resource, 'Engine') ?? 'redis', version } : undefined;
      },
      ({ version }) => version,
    );
    return eachKnown(
      wanted,
      ({ what }) => `whether ElastiCache offers ${what.engine} ${what.version}`,
      (each) => offered(each, services),
    );
  },
};

async function offered({ what, stacks }: Wanted<Version>, services: Scene['services']): Promise<Found> {
  const { engine, version } = what;
  const [client, { paginateDescribeCacheEngineVersions }] = await Promise.all([
    services.elastiCache(),
    import('@aws-sdk/client-elasticache'),
  ]);
  const found: string[] = [];
  for await (const { CacheEngineVersions = [] } of paginateDescribeCacheEngineVersions(
    { client },
    { Engine: engine },
  ))
    found.push(...CacheEngineVersions.flatMap(({ EngineVersion }) => EngineVersion ?? []));
  // `7.1` means the newest `7.1.…`, and `6.x` means the newest `6.…`.
  const wanted = version.replace(/\.x$/, '');
  if (found.some((each) => each === wanted || each.startsWith(`${wanted}.`)))
    return { findings: [], notes: [] };
  return {
    findings: [
      {
        stacks,
        problem: `ElastiCache does not offer ${engine} ${version} in ${services.region}`,
        next: `edit the version in libs/config: the region offers ${found.join(', ') || `no ${engine}`}`,
      },
    ],
    notes: [],
  };
}
