import { type z } from 'zod';
import { type ServiceSettings } from './apps/service';
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
 * endpoint and for a Transit Gateway, and one for each task and each instance of our own, of which there are as many as
 * they may be scaled to. A deploy runs the old and the new tasks at once, on instances that are no more for it, and has
 * to succeed while a zone is lost.
 */
export function tooSmallPrivateSubnets(
  { availabilityZones: zones }: Region,
  apps: z.infer<typeof appsSchema>,
): Problem[] {
  const endpoints = apps.network.vpc.endpoints.interface.length;
  const attachments = apps.network.transit ? 1 : 0;
  const zonesLeft = Math.max(1, zones.length - 1);
  const most = mostOf(apps['app-platform']?.service);
  const tasks = Math.ceil((2 * most.tasks) / zonesLeft);
  const instances = Math.ceil(most.instances / zonesLeft);
  const needed = reservedAddresses + endpoints + attachments + tasks + instances;
  return zones.flatMap((zone, index) => {
    if (!isNetwork(zone.private)) return [];
    const size = addressesIn(zone.private);
    if (size >= needed) return [];
    const parts = `EC2 keeps ${reservedAddresses}, interface endpoints take ${endpoints}, a Transit Gateway ${attachments}, tasks ${tasks}, instances ${instances}`;
    return [
      {
        path: ['availabilityZones', index, 'private'],
        allowed: `a network of at least ${needed} addresses, of which it has ${size}: ${parts}`,
      },
    ];
  });
}

/** How much of a service there may be that has an address of its own; containers of an Auto Scaling group have none. */
function mostOf(service: ServiceSettings | undefined): {
  readonly tasks: number;
  readonly instances: number;
} {
  if (!service) return { tasks: 0, instances: 0 };
  if (service.type === 'ec2-asg') return { tasks: 0, instances: service.scaling.max };
  const tasks = service.scaling?.max ?? service.desiredCount;
  return { tasks, instances: service.type === 'ecs-ec2' ? service.instances.max : 0 };
}
