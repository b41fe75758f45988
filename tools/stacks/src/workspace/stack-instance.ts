import { type RegionRole } from '@bulkhead/config';
import { type AppManifest, parseReference } from '@bulkhead/contracts';

/** One stack in one region role: what is planned, deployed, broken, repaired and destroyed alone. */
export interface StackInstance {
  /** `<app>/<stack>@<role>`, such as `database/relational@primary`. */
  readonly id: string;
  readonly app: string;
  readonly stack: string;
  readonly role: RegionRole;
  /** Name of the region, such as `us-east-1`. */
  readonly region: string;
  readonly engine: 'cdk' | 'cdktf';
  /** Contracts it reads, with the role they are read from. */
  readonly consumes: readonly ContractOfRole[];
  /** Names of the contracts it writes, in its own role. */
  readonly publishes: readonly string[];
}

export interface ContractOfRole {
  readonly contract: string;
  readonly role: RegionRole;
  /** Read only where a stack of the environment publishes it. @default false */
  readonly optional?: true;
}

/**
 * Every stack of the manifests in every region role that it names, in the order of the manifests.
 *
 * @param regionOf region that plays a role for a stack, or undefined where the environment does not have it
 */
export function stackInstances(
  manifests: readonly AppManifest[],
  regionOf: (app: string, stack: string, role: RegionRole) => string | undefined,
): StackInstance[] {
  return manifests.flatMap(({ name: app, stacks }) =>
    Object.entries(stacks).flatMap(([stack, { engine, regions, consumes, publishes }]) =>
      regions.flatMap((role): StackInstance[] => {
        const region = regionOf(app, stack, role);
        if (!region) return [];
        return [
          {
            id: `${app}/${stack}@${role}`,
            app,
            stack,
            role,
            region,
            engine,
            consumes: consumes.map((reference) => ({ role, ...parseReference(reference) })),
            publishes: publishes.map((reference) => parseReference(reference).contract),
          },
        ];
      }),
    ),
  );
}

/** The instances that publish what `consumer` reads. */
export function producersOf(consumer: StackInstance, instances: readonly StackInstance[]): StackInstance[] {
  return instances.filter(
    (instance) =>
      instance !== consumer &&
      consumer.consumes.some(
        ({ contract, role }) => instance.role === role && instance.publishes.includes(contract),
      ),
  );
}
