import { addressesOfApps } from '../apps/checks.generated';
import { type AppsSettings } from '../apps/settings.generated';
import { addressesIn, isNetwork } from '../regions/cidr';
import { type Region } from '../regions/region-schema';
import { type Problem } from '../values/problem';

/**
 * EC2 keeps the first four addresses of a subnet and the last one.
 * https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html
 */
const reservedAddresses = 5;

/** The private subnets that are too small for the apps. */
export function tooSmallPrivateSubnets({ availabilityZones: zones }: Region, apps: AppsSettings): Problem[] {
  const uses = addressesOfApps
    .flatMap((addresses) => addresses(apps, zones.length))
    .filter(({ count }) => count > 0);
  const needed = uses.reduce((sum, { count }) => sum + count, reservedAddresses);
  return zones.flatMap((zone, index) => {
    if (!isNetwork(zone.private)) return [];
    const size = addressesIn(zone.private);
    if (size >= needed) return [];
    const parts = uses.map(({ what, count }) => `${what} ${count}`);
    return [
      {
        path: ['availabilityZones', index, 'private'],
        allowed: `a network of at least ${needed} addresses (it has ${size}): ${[`EC2 keeps ${reservedAddresses}`, ...parts].join(', ')}`,
      },
    ];
  });
}
