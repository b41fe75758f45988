import { type AddressUse } from '../address-use';
import { type ServiceSettings } from './service';
import { type AppPlatformSettings } from './settings';

/**
 * Each task and each instance of the service needs an address in a private subnet. Counts as many tasks and instances
 * as scaling may start. During a deploy, old and new tasks run at the same time, on the same instances. The deploy must
 * succeed even while a zone is lost.
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

/**
 * The largest number of tasks and instances with an address of their own. Containers in an Auto Scaling group have
 * none.
 */
function mostOf(service: ServiceSettings | undefined): {
  readonly tasks: number;
  readonly instances: number;
} {
  if (!service) return { tasks: 0, instances: 0 };
  if (service.type === 'ec2-asg') return { tasks: 0, instances: service.scaling.max };
  const tasks = service.scaling?.max ?? service.desiredCount;
  return { tasks, instances: service.type === 'ecs-ec2' ? service.instances.max : 0 };
}
