import { type z } from 'zod';
import { type appsSchema } from './apps-schema';
import { addressesIn, isNetwork } from './cidr';
import { type Problem } from './problem';
import { type Region } from './region-schema';

/**
 * EC2 keeps the first four addresses of a subnet and the last one.
 * https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html
 */
const reservedAddresses = 5;

/**
 * The private subnets that are too small for what the configuration puts into them: an address for each interface
 * endpoint and for a Transit Gateway, and one for each task. A deploy runs the old and the new tasks at once, and has to
 * succeed while a zone is lost.
 */
export function tooSmallPrivateSubnets(
  { availabilityZones: zones }: Region,
  apps: z.infer<typeof appsSchema>,
): Problem[] {
  const endpoints = apps.network.vpc.endpoints.interface.length;
  const attachments = apps.network.transit ? 1 : 0;
  const zonesLeft = Math.max(1, zones.length - 1);
  const tasks = Math.ceil((2 * (apps['app-platform']?.service?.desiredCount ?? 0)) / zonesLeft);
  const needed = reservedAddresses + endpoints + attachments + tasks;
  return zones.flatMap((zone, index) => {
    if (!isNetwork(zone.private)) return [];
    const size = addressesIn(zone.private);
    if (size >= needed) return [];
    const parts = `EC2 keeps ${reservedAddresses}, interface endpoints take ${endpoints}, a Transit Gateway ${attachments}, tasks ${tasks}`;
    return [
      {
        path: ['availabilityZones', index, 'private'],
        allowed: `a network of at least ${needed} addresses, of which it has ${size}: ${parts}`,
      },
    ];
  });
}
