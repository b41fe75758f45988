import { hasStack, regionPlanOf } from '@bulkhead/config';
import { type NameScope } from '@bulkhead/naming';
import { type StackContext } from '@bulkhead/stack';

/** A region of an environment, as every stack can know it: all names in it are made of its scope. */
export interface ShownRegion {
  readonly role: 'primary' | 'dr';
  readonly nameScope: NameScope;
  readonly environment: StackContext['environment'];
}

/** The regions of the environment, the primary one first. */
export function shownRegions({ environment, nameScope }: StackContext): readonly ShownRegion[] {
  return (['primary', 'dr'] as const)
    .filter((role) => environment.regions[role] !== undefined)
    .map((role) => ({
      role,
      environment,
      nameScope: { ...nameScope, region: regionPlanOf(environment, role).name },
    }));
}

/** Whether a region has the service. */
export function hasService({ environment, role }: ShownRegion): boolean {
  return hasStack(environment, 'app-platform', 'service', role);
}

/** Whether a region has the stack for a kind of data. The DR region has stacks of its own for data. */
export function hasData({ environment, role }: ShownRegion, stack: 'relational' | 'storage'): boolean {
  return hasStack(environment, role === 'dr' ? 'dr-region' : 'database', stack, role);
}

/** Whether the file system is copied to the DR region, which both regions watch. */
export function copiesFiles({ environment }: ShownRegion): boolean {
  return hasStack(environment, 'dr-region', 'file-system', 'dr');
}
