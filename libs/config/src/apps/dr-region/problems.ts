import { type Problem } from '../../values/problem';
import { type AppPlatformSettings } from '../app-platform/settings';
import { globalDatabaseOf } from '../database/relational';
import { type DatabaseSettings } from '../database/settings';
import { type NetworkSettings } from '../network/settings';
import { type Surroundings } from '../surroundings';
import { type DrRegionSettings } from './settings';

/** The apps that these checks read. */
interface Apps {
  readonly network: NetworkSettings;
  readonly database?: DatabaseSettings | undefined;
  readonly 'dr-region'?: DrRegionSettings | undefined;
  readonly 'app-platform'?: AppPlatformSettings | undefined;
}

/** Settings that a stack of `dr-region` may have, for messages. @default {} */
const examples: Partial<Record<keyof DrRegionSettings, string>> = {
  network: '{"natGateways": 3}',
  relational: '{"instances": 2}',
  cache: '{"nodes": 2}',
  transit: '{"amazonSideAsn": 64513}',
};

/** Stacks of `dr-region` that are in the network of the region. */
const inNetwork = ['relational', 'cache', 'file-system', 'transit'] as const;

/** What `dr-region` requires and the environment lacks, and what other apps require of `dr-region`. */
export function problems({ regions, apps }: Surroundings<Apps>): Problem[] {
  const standby = apps['dr-region'];
  const at = (...path: string[]) => ['apps', 'dr-region', ...path];
  if (!regions.dr) {
    return standby ? [{ path: ['regions', 'dr'], allowed: 'a region for the stacks of apps.dr-region' }] : [];
  }
  if (!standby) return missing(apps);

  const { database = {}, network } = apps;
  const found: Problem[] = [];
  const complain = (path: string[], allowed: string) => found.push({ path, allowed });

  const zones = regions.dr.availabilityZones.length;
  if (standby.network && standby.network.natGateways > zones)
    complain(at('network', 'natGateways'), `at most one per availability zone: ${zones}`);
  for (const stack of inNetwork) {
    if (standby[stack] && !standby.network) complain(at('network'), `a network, which ${stack} is in`);
  }
  for (const stack of ['cache', 'storage', 'static-assets', 'file-system', 'backup'] as const) {
    if (standby[stack] && !database[stack])
      complain(at(stack), `none without apps.database.${stack}, whose counterpart it is`);
  }
  if (standby['static-assets'] && !standby.storage)
    complain(at('storage'), 'buckets, one of which takes the access logs of static-assets');
  if (standby.relational && !(database.relational && globalDatabaseOf(database.relational)))
    complain(at('relational'), 'none without apps.database.relational.global, which it is the secondary of');
  if (standby.cache && database.cache?.automaticFailover && standby.cache.nodes < 2)
    complain(
      at('cache', 'nodes'),
      'at least 2 with apps.database.cache.automaticFailover: a replica takes over',
    );
  if (standby.transit && !network.transit)
    complain(at('transit'), 'none without apps.network.transit, which it is peered with');
  if (standby.transit && standby.transit.amazonSideAsn === network.transit?.amazonSideAsn)
    complain(at('transit', 'amazonSideAsn'), 'another one than that of apps.network.transit, its peer');
  if (standby.replication && !(standby.storage ?? standby['file-system'] ?? standby.transit))
    complain(at('replication'), 'none without storage, file-system or transit, between which it carries');
  return [...found, ...missing(apps)];
}

/** What stacks outside of `dr-region` require there. */
function missing({ 'dr-region': standby, 'app-platform': platform, database, network }: Apps): Problem[] {
  const found: Problem[] = [];
  const need = (stack: keyof DrRegionSettings, reason: string) => {
    if (standby?.[stack]) return;
    const allowed = `settings such as ${examples[stack] ?? '{}'}, ${reason}`;
    found.push({ path: ['apps', 'dr-region', stack], allowed });
  };

  if (network.transit) need('transit', 'the peer of apps.network.transit, which has no use without one');
  if (database?.relational && globalDatabaseOf(database.relational))
    need('relational', 'since apps.database.relational.global has a secondary there, which it is for');
  const carried = (['storage', 'static-assets', 'file-system', 'transit'] as const).filter(
    (stack) => standby?.[stack],
  );
  if (carried.length > 0)
    need('replication', `since nothing else carries anything to apps.dr-region: ${carried.join(', ')}`);
  if (database?.backup?.copyToDr) need('backup', 'since apps.database.backup copies to the vault there');
  if (platform?.service?.dr) {
    const because = 'which apps.app-platform.service uses in the DR region as in the primary one';
    need('network', because);
    need('relational', because);
    if (database?.cache) need('cache', because);
    if (database?.['file-system']) need('file-system', because);
  }
  if (platform?.['object-processing']?.dr) {
    const because = 'which apps.app-platform.object-processing uses in the DR region as in the primary one';
    if (!platform.service?.dr) need('network', because);
    need('storage', because);
  }
  return found;
}
