import { type AddressUse } from '../address-use';
import { type ServiceSettings } from './service';
import { type AppPlatformSettings } from './settings';

/**
 * An address in a private subnet for each task and each instance of the service, of which there are as many as they may
 * be scaled to. A deploy runs the old and the new tasks at once, on instances that are no more for it, and has to succeed
 * while a zone is lost.
 *
 * @param zones how many availability zones the region has
 */
export function addresses(
  { 'app-platform': platform }: { readonly 'app-platform'?: AppPlatformSettings | undefined },
  zones: number,
): AddressUse[] {
  const zonesLeft = Math.max(1, zones - 1);
  const most = mostOf(platform?.service);
  return [
    { what: 'tasks', count: Math.ceil((2 * most.tasks) / zonesLeft) },
    { what: 'instances', count: Math.ceil(most.instances / zonesLeft) },
  ];
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
