import { setTimeout as sleep } from 'node:timers/promises';
import { BulkheadError } from '@bulkhead/errors';
import { type EngineRequest } from '../../engine';
import { adoptionRules, filledIn, type TaggedRule } from './adoption-rules';
import { Candidates } from './candidates';
import { type ImportFolder, type ImportPlan, type Imports, type PlannedResource } from './import-folder';
import { absentOf } from './import-refusals';
import { type Journal } from './journal';
import { knownObjects, objectName, tagsMatch } from './ownership';
import { statefulTainted } from './stateful-tainted';
import { type StackTags, taggedObjects, type TaggedObjects } from './tagged-objects';

/**
 * What depends on what makes chains: the id of a route is known once its table is, which is known by its tags. A
 * stack has chains of a handful; anything that takes more rounds than this goes round in circles.
 */
const maxRounds = 30;

/**
 * What was created a moment ago may not be listed yet. Only where Terraform was at it when it fell silent is it worth
 * asking again: anything else is listed by now, or was never created.
 */
const asksAgain = 3;
const pauseMs = 3_000;

/** Finds what exists of what a deploy would create, by asking Terraform to plan with it. */
export class UnrecordedObjects {
  private readonly candidates: Candidates;
  private readonly tags: StackTags;
  private readonly told = new Set<string>();

  constructor(
    private readonly folder: ImportFolder,
    private readonly journal: Journal,
    private readonly request: EngineRequest,
  ) {
    const { environment, instance } = request;
    this.candidates = new Candidates(journal.created);
    this.tags = {
      'bulkhead:environment': environment.name,
      'bulkhead:app': instance.app,
      'bulkhead:stack': instance.stack,
    };
  }

  /** Ids of what exists and the state does not know, by address, and what a deploy would do if it knew them. */
  async find(): Promise<{ imports: Imports; plan: ImportPlan }> {
    let plan: ImportPlan | undefined = await this.firstPlan();
    const tagged = await this.lookUp(toCreate(plan));
    for (let round = 0; round < maxRounds; round++) {
      // What depends on an object is looked for once it is certain which object that is.
      if (plan && !this.candidates.undecided && !this.proposeFrom(plan, tagged)) {
        this.tellOfOthers();
        return { imports: this.candidates.imports, plan };
      }
      plan = await this.planAndSettle();
    }
    throw new BulkheadError(
      'RecoveryUnfinished',
      `What the interrupted deploy of ${this.request.instance.id} created was not found in ${maxRounds} rounds.`,
      { next: 'terraform plan in its folder below dist/terraform shows what is missing from the state' },
    );
  }

  private async firstPlan(): Promise<ImportPlan> {
    const plan = await this.planKeepingTainted();
    // An import is passed over while the state still knows another object, one that is gone, by the same address.
    const creates = new Set(toCreate(plan).map(({ address }) => address));
    if (!plan.vanished.some((address) => creates.has(address))) return plan;
    await this.folder.forgetVanished();
    return this.planned(new Map());
  }

  /** What depends on an object that is to be replaced cannot be looked for, since nobody knows its next id. */
  private async planKeepingTainted(): Promise<ImportPlan> {
    const plan = await this.planned(new Map());
    const { usable, unusable } = statefulTainted(plan.resources, this.folder.guarded);
    const name = ({ address, change }: PlannedResource) => `${address} (${String(change.before?.['id'])})`;
    for (const resource of unusable)
      this.request.progress(
        `${name(resource)} was left ${String(resource.change.before?.['status'])}; it is not kept`,
      );
    for (const resource of usable) {
      await this.folder.untaint(resource.address);
      this.request.progress(`keeps ${name(resource)}, whose creation did not come to its end`);
    }
    return usable.length > 0 ? this.planned(new Map()) : plan;
  }

  /** A plan that nothing can be wrong with but the configuration. */
  private async planned(imports: Imports): Promise<ImportPlan> {
    const planned = await this.folder.plan(imports);
    if ('plan' in planned) return planned.plan;
    throw planned.error;
  }

  private async lookUp(resources: readonly PlannedResource[]): Promise<TaggedObjects> {
    const sought = new Map<TaggedRule['of'], string[]>();
    for (const { address, type } of resources) {
      const rule = adoptionRules[type];
      if (rule?.by === 'tags') sought.set(rule.of, [...(sought.get(rule.of) ?? []), address]);
    }
    const { instance, signal } = this.request;
    const ask = () => taggedObjects(instance.region, sought, this.tags, signal);
    const mayExist = [...sought.values()].flat().filter((address) => this.journal.begun.has(address));

    let found = await ask();
    for (let again = 0; again < asksAgain && mayExist.some((address) => !found.has(address)); again++) {
      await sleep(pauseMs, undefined, { signal });
      found = await ask();
    }
    return found;
  }

  /** Proposes every id that the plan now tells; true when there are new ones. */
  private proposeFrom(plan: ImportPlan, tagged: TaggedObjects): boolean {
    const proposals = toCreate(plan).map((resource) =>
      this.candidates.propose(resource.address, this.idsOf(resource, tagged)),
    );
    return proposals.includes(true);
  }

  private idsOf({ address, type, change }: PlannedResource, tagged: TaggedObjects): string[] {
    const rule = adoptionRules[type];
    switch (rule?.by) {
      case 'tags': {
        const created = this.journal.created.get(address);
        return [...(created === undefined ? [] : [created]), ...(tagged.get(address) ?? [])];
      }
      case 'name': {
        const id = filledIn(rule.importId, change.after ?? {});
        return id === undefined ? [] : [id];
      }
      default:
        return [];
    }
  }

  /** Tries the next ids. Returns the plan, or undefined where it imports what is not to be imported. */
  private async planAndSettle(): Promise<ImportPlan | undefined> {
    const { imports } = this.candidates;
    const planned = await this.folder.plan(imports);
    if ('refusals' in planned) {
      const absent = absentOf(planned.refusals, imports);
      if (!absent) throw planned.error;
      for (const address of absent) this.candidates.settle(address, false);
      return undefined;
    }
    const known = knownObjects(planned.plan.resources.filter(({ address }) => !imports.has(address)));
    const strangers = planned.plan.resources.filter(
      (resource) => imports.has(resource.address) && !this.isOurs(resource, known),
    );
    const foreign = new Set(strangers.map(({ address }) => address));
    for (const address of imports.keys()) this.candidates.settle(address, !foreign.has(address));
    this.candidates.requireUnambiguous();
    return foreign.size > 0 ? undefined : planned.plan;
  }

  /** What has the name of a resource may be somebody else's, or another resource of the stack. */
  private isOurs(resource: PlannedResource, known: ReadonlySet<string>): boolean {
    if (known.has(objectName(resource))) return false;
    const ours = tagsMatch(resource, this.tags);
    if (!ours && !this.told.has(resource.address)) {
      this.told.add(resource.address);
      const id = String(resource.change.before?.['id']);
      this.request.progress(
        `${resource.address}: ${id} exists, but its tags are not those of this resource; it is left alone`,
      );
    }
    return ours;
  }

  private tellOfOthers(): void {
    for (const [address, ids] of this.candidates.others)
      this.request.progress(`${address}: ${ids.join(', ')} carries its tags too and is left alone`);
  }
}

function toCreate({ resources }: ImportPlan): PlannedResource[] {
  return resources.filter(({ change }) => change.actions.join() === 'create');
}
