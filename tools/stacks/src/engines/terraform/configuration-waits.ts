import { type AwaitedResource, longestWait } from '../longest-wait';

/** The parts of a configuration that are read here. */
export interface WaitingConfiguration {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
}

/**
 * The time that Terraform may wait by the configuration until everything is created or destroyed, in minutes
 * (`timeouts`, and for the instances of a group `wait_for_capacity_timeout`). The default waits of a provider are not
 * in a configuration. Terraform starts an `instance_refresh` and does not wait for it.
 * https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/autoscaling_group
 */
export function configurationWaits(
  { resource = {} }: WaitingConfiguration,
  verb: 'deploy' | 'destroy',
): number {
  const resources = new Map<string, AwaitedResource>();
  for (const [type, named] of Object.entries(resource)) {
    for (const [name, settings] of Object.entries(named)) {
      const after = referredTo(settings);
      resources.set(`${type}.${name}`, { minutes: waitFor(settings, verb), after });
    }
  }
  // Terraform destroys in the opposite order; the longest path has the same length.
  return longestWait(resources);
}

/** A deploy creates a resource, updates it, or replaces it. A replacement destroys and creates. */
function waitFor(settings: Readonly<Record<string, unknown>>, verb: 'deploy' | 'destroy'): number {
  const given = settings['timeouts'];
  const timeouts = ((Array.isArray(given) ? given[0] : given) ?? {}) as Record<string, unknown>;
  const minutes = (name: string) => goMinutes(timeouts[name]);
  if (verb === 'destroy') return minutes('delete');
  const created = Math.max(minutes('create'), goMinutes(settings['wait_for_capacity_timeout']));
  return Math.max(created + minutes('delete'), minutes('update'));
}

/** Addresses that the settings of a resource refer to. */
function referredTo(settings: unknown): string[] {
  if (typeof settings === 'string')
    return [...settings.matchAll(/\b([a-z]\w*\.[A-Za-z_][\w-]*)/g)].map(([, address = '']) => address);
  if (typeof settings !== 'object' || settings === null) return [];
  return Object.values(settings).flatMap(referredTo);
}

const inMinutes = { h: 60, m: 1, s: 1 / 60 } as const;

/** Minutes of a Go duration: `120m`, `1h30m`. https://pkg.go.dev/time#ParseDuration */
function goMinutes(text: unknown): number {
  if (typeof text !== 'string' || !/^(\d+(\.\d+)?[hms])+$/.test(text)) return 0;
  return [...text.matchAll(/(\d+(?:\.\d+)?)([hms])/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * inMinutes[unit as keyof typeof inMinutes],
    0,
  );
}
