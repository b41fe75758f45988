import { type RegionRole } from '@bulkhead/config';
import { type AppManifest, parseReference } from '@bulkhead/contracts';
import { type ParameterUse } from '@bulkhead/stack';
import { stackId } from '@bulkhead/stack/stack-id';

/** One stack in one region role: planned, deployed, repaired and destroyed on its own. */
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
  /** Contracts that are published before it is deployed, without being read. */
  readonly follows: readonly ContractOfRole[];
  /** Names of the contracts it writes, in its own role. */
  readonly publishes: readonly string[];
  /** Former names, as `<app>/<stack>`, the most recent first. @default it was always called so */
  readonly formerly?: readonly string[];
}

export interface ContractOfRole {
  readonly contract: string;
  readonly role: RegionRole;
  /** Read only if a stack of the environment publishes it. @default false */
  readonly optional?: true;
}

/**
 * Every stack of the manifests in every region role that it names, in the order of the manifests.
 *
 * @param regionOf region that plays a role for a stack, or undefined if the environment does not have it
 */
export function stackInstances(
  manifests: readonly AppManifest[],
  regionOf: (app: string, stack: string, role: RegionRole) => string | undefined,
): StackInstance[] {
  return manifests.flatMap(({ name: app, stacks }) =>
    Object.entries(stacks).flatMap(([stack, { engine, regions, consumes, follows, publishes, formerly }]) =>
      regions.flatMap((role): StackInstance[] => {
        const region = regionOf(app, stack, role);
        if (!region) return [];
        const ofRole = (reference: string): ContractOfRole => ({ role, ...parseReference(reference) });
        return [
          {
            id: stackId({ app, stack, role }),
            app,
            stack,
            role,
            region,
            engine,
            consumes: consumes.map(ofRole),
            follows: follows.map(ofRole),
            publishes: publishes.map((reference) => parseReference(reference).contract),
            ...(formerly.length > 0 && {
              formerly: formerly.map((name) => (name.includes('/') ? name : `${app}/${name}`)),
            }),
          },
        ];
      }),
    ),
  );
}

/** The instances that publish what `consumer` reads. */
export function producersOf(consumer: StackInstance, instances: readonly StackInstance[]): StackInstance[] {
  return publishersOf(consumer, consumer.consumes, instances);
}

/** The one among `producers` that publishes a parameter in the region where `consumer` reads it. */
export function publisherOf(
  consumer: Pick<StackInstance, 'region'>,
  { contract, region }: Pick<ParameterUse, 'contract' | 'region'>,
  producers: readonly StackInstance[],
): StackInstance | undefined {
  return producers.find(
    (producer) => producer.region === (region ?? consumer.region) && producer.publishes.includes(contract),
  );
}

/** The instances that have to be deployed before `later`: it reads from them, or it follows them. */
export function predecessorsOf(later: StackInstance, instances: readonly StackInstance[]): StackInstance[] {
  return publishersOf(later, [...later.consumes, ...later.follows], instances);
}

function publishersOf(
  reader: StackInstance,
  contracts: readonly ContractOfRole[],
  instances: readonly StackInstance[],
): StackInstance[] {
  return instances.filter(
    (instance) =>
      instance !== reader &&
      contracts.some(({ contract, role }) => instance.role === role && instance.publishes.includes(contract)),
  );
}
