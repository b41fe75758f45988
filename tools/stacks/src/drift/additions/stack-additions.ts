import { regionName, regionRoles } from '@bulkhead/config';
import { readConfiguration } from '../../engines/terraform/configured-attributes';
import { type DeployRecord } from '../../records/record';
import { type Run } from '../../run/run';
import { type Synthesized } from '../../synthesis/synthesize';
import { type StackInstance } from '../../workspace/stack-instance';
import { cloudFormationResources } from './cloudformation-stacks';
import { type DeployedResource } from './deployed-resource';
import { type Addition, findAdditions, type FoundAdditions, type UncheckedParent } from './find-additions';
import { additionKinds } from './kinds';
import { Services } from './services';
import { terraformResources } from './terraform-states';
import { uncoveredTypes } from './uncovered-types';

/** The additions to the objects of one stack. */
export interface StackAdditions {
  readonly additions: readonly Addition[];
  readonly unchecked: readonly UncheckedParent[];
  /** Types of the stack whose children nobody looks for. */
  readonly uncovered: readonly string[];
}

/**
 * Additions to the objects of deployed stacks. Everything that any stack of the environment declares is expected: one
 * stack adds rules to the group of another. Each region is asked once for each kind, for all stacks of the run.
 */
export class EnvironmentAdditions {
  private readonly resources = new Map<string, Promise<DeployedResource[]>>();
  private readonly found = new Map<string, Promise<FoundAdditions>>();
  private readonly services = new Map<string, Services>();

  /**
   * @param synthesized the synthesized stacks that are looked at
   * @param records of the stacks in reach
   */
  constructor(
    private readonly run: Pick<Run, 'workspaceRoot' | 'environment' | 'instances'>,
    private readonly synthesized: ReadonlyMap<StackInstance, Synthesized>,
    private readonly records: ReadonlyMap<StackInstance, DeployRecord>,
  ) {}

  /** @throws whatever a service throws that could be asked and did not answer */
  async of(instance: StackInstance): Promise<StackAdditions> {
    const own = (await this.resourcesIn(instance.region)).filter(({ stack }) => stack === instance.id);
    const regions = [...new Set(own.map(({ region }) => region))];
    const found = await Promise.all(regions.map((region) => this.foundIn(instance.region, region)));
    const ofStack = <T extends { readonly parent: DeployedResource }>(all: readonly T[]) =>
      all.filter(({ parent }) => parent.stack === instance.id);
    return {
      additions: found.flatMap(({ additions }) => ofStack(additions)),
      unchecked: found.flatMap(({ unchecked }) => ofStack(unchecked)),
      uncovered: [...new Set(own.map(({ type }) => type))].filter((type) => type in uncoveredTypes).sort(),
    };
  }

  close(): void {
    for (const services of this.services.values()) services.close();
  }

  /** Additions in one region to objects of the stacks of a home region. Both regions are mostly the same. */
  private foundIn(home: string, region: string): Promise<FoundAdditions> {
    const key = `${home} ${region}`;
    const found = this.found.get(key) ?? this.find(home, region);
    this.found.set(key, found);
    return found;
  }

  private async find(home: string, region: string): Promise<FoundAdditions> {
    const known = await this.resourcesIn(home);
    const looked = new Set([...this.synthesized.keys()].map(({ id }) => id));
    const parents = known.filter((resource) => looked.has(resource.stack) && resource.region === region);
    const unknowable = this.whyUnknowable(region);
    if (unknowable) return uncheckedAll(parents, unknowable);

    const contributing = [...new Set([home, region, ...this.regionsThatReach(region)])];
    const deployed: DeployedResource[] = [];
    for (const from of contributing) {
      try {
        deployed.push(...(await this.resourcesIn(from)));
      } catch (error) {
        if (from === home) throw error;
        const reason = `what the stacks of ${from} add here cannot be read: ${(error as Error).message}`;
        return uncheckedAll(parents, reason);
      }
    }
    const services = this.services.get(region) ?? new Services(region);
    this.services.set(region, services);
    return findAdditions(additionKinds, parents, deployed, services, this.run.environment.target);
  }

  /** While a stack is being deployed, resources that it has just created are in no state yet. */
  private whyUnknowable(region: string): string | undefined {
    const busy = [...this.records].filter(
      ([instance, { outcome }]) =>
        instance.region === region && (outcome === 'deploying' || outcome === 'destroying'),
    );
    if (busy.length === 0) return undefined;
    const names = busy.map(([{ id }]) => id).join(', ');
    return `what ${names} adds is not known: it is being deployed, or was killed while it was`;
  }

  /** Regions of stacks that read a contract of a stack in this region: they may add to objects here. */
  private regionsThatReach(region: string): string[] {
    const { environment, instances } = this.run;
    const roles = regionRoles.filter((role) => regionName(environment, role) === region);
    return instances
      .filter((instance) => instance.consumes.some(({ role }) => roles.includes(role)))
      .map((instance) => instance.region);
  }

  private resourcesIn(region: string): Promise<DeployedResource[]> {
    const known = this.resources.get(region) ?? this.read(region);
    this.resources.set(region, known);
    return known;
  }

  private async read(region: string): Promise<DeployedResource[]> {
    const { workspaceRoot, environment } = this.run;
    const looked = [...this.synthesized];
    const names = new Map(
      looked.flatMap(([{ id, region: home }, { name }]): [string, string][] =>
        home === region && name ? [[name, id]] : [],
      ),
    );
    const [terraform, cloudFormation] = await Promise.all([
      terraformResources(workspaceRoot, environment, region),
      cloudFormationResources(environment, region, names),
    ]);
    const configurations = new Map(
      looked.flatMap(([instance, outcome]) =>
        instance.engine === 'cdktf' ? [[instance.id, readConfiguration(outcome)] as const] : [],
      ),
    );
    return [
      ...terraform.map((resource): DeployedResource => {
        const [, type = '', name = ''] = /^(?:module\..*\.)?(\w+)\.([\w-]+)/.exec(resource.address) ?? [];
        const configured = configurations.get(resource.stack)?.(type, name);
        return configured ? { ...resource, sets: (attribute) => attribute in configured.set } : resource;
      }),
      ...cloudFormation,
    ];
  }
}

function uncheckedAll(parents: readonly DeployedResource[], reason: string): FoundAdditions {
  const ofKinds = parents.flatMap((parent) =>
    additionKinds
      .filter((kind) => kind.parents[parent.type]?.(parent))
      .map(({ name: kind }) => ({ parent, kind, reason })),
  );
  return { additions: [], unchecked: ofKinds };
}
