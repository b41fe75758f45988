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
