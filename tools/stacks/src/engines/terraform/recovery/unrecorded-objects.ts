import { setTimeout as sleep } from 'node:timers/promises';
import { BulkheadError } from '@bulkhead/errors';
import { type EngineRequest } from '../../engine';
import { adoptionRules, filledIn, type TaggedRule } from './adoption-rules';
import { Candidates } from './candidates';
import { type ImportFolder, type ImportPlan, type Imports, type PlannedResource } from './import-folder';
import { absentOf } from './import-refusals';
import { type Journal } from './journal';
import { refuseStrangers } from './strangers';
import { isKnownByReferences, objectName, type Stranger, verdicts } from './ownership';
import { usableTainted } from './usable-tainted';
import { type Sought, type StackTags, taggedObjects, type TaggedObjects } from './tagged-objects';

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

/** Types of which the emulator takes tags and returns none. In AWS one without tags is nobody's. */
const untaggedByEmulator: ReadonlySet<string> = new Set([
  'aws_backup_plan',
  'aws_backup_vault',
  'aws_rds_global_cluster',
]);

/** What was found of a stack. */
export interface Found {
  /** Ids of what exists and the state does not know, by address. */
  readonly imports: Imports;
  /** What a deploy would do if it knew them. */
  readonly plan: ImportPlan;
  /** How many resources are kept whose creation did not come to its end. */
  readonly kept: number;
}

/** Finds what exists of what a deploy would create, by asking Terraform to plan with it. */
export class UnrecordedObjects {
  private readonly candidates: Candidates;
  private readonly tags: StackTags;
  private readonly strangers = new Map<string, Stranger>();
  private readonly lookedUp = new Map<string, readonly string[]>();
  private kept = 0;

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

  /**
   * Reads from AWS and plans; writes nothing but that what is tainted is kept and what vanished is forgotten.
   *
   * @throws Refusal `OwnedByAnother` where something has a name that the stack wants and is not provably the stack's,
   * `AmbiguousResource`; BulkheadError `RecoveryUnfinished`, `TerraformFailed`
   */
  async find(): Promise<Found> {
    let plan: ImportPlan | undefined = await this.firstPlan();
    const tagged = await this.lookUp(toCreate(plan));
    for (let round = 0; round < maxRounds; round++) {
      // What depends on an object is looked for once it is certain which object that is.
      if (plan && !this.candidates.undecided && !(await this.proposeFrom(plan, tagged))) {
        await refuseStrangers([...this.strangers.values()], this.folder, this.request);
        this.tellOfOthers();
        return { imports: this.candidates.imports, plan, kept: this.kept };
      }
      plan = await this.planAndSettle();
    }
    throw new BulkheadError(
      'RecoveryUnfinished',
      `What exists of ${this.request.instance.id} was not found in ${maxRounds} rounds.`,
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
    const { usable, unusable } = usableTainted(plan.resources, this.folder.guarded, this.journal);
    const name = ({ address, change }: PlannedResource) => `${address} (${String(change.before?.['id'])})`;
    for (const [resource, reason] of unusable)
      this.request.progress(`${name(resource)} ${reason}; it is not kept`);
    for (const resource of usable) {
      await this.folder.untaint(resource.address);
      this.request.progress(`keeps ${name(resource)}, whose creation did not come to its end`);
    }
    this.kept = usable.length;
    return usable.length > 0 ? this.planned(new Map()) : plan;
  }

  /** A plan that nothing can be wrong with but the configuration. */
  private async planned(imports: Imports): Promise<ImportPlan> {
    const planned = await this.folder.plan(imports);
    if ('plan' in planned) return planned.plan;
    throw planned.error;
  }

  /** What the services know by tags, each asked in the regions in which the stack has something of it. */
  private async lookUp(resources: readonly PlannedResource[]): Promise<TaggedObjects> {
    const sought = new Map<string, Map<TaggedRule['of'], string[]>>();
    for (const { address, type } of resources) {
      const rule = adoptionRules[type];
      if (rule?.by !== 'tags') continue;
      const region = this.regionOf(address);
      const there = sought.get(region) ?? new Map<TaggedRule['of'], string[]>();
      sought.set(region, there.set(rule.of, [...(there.get(rule.of) ?? []), address]));
    }
    const ask = () => this.ask(sought);
    const addresses = [...sought.values()].flatMap((there) => [...there.values()].flat());
    const mayExist = addresses.filter((address) => this.journal.begun.has(address));

    let found = await ask();
    for (let again = 0; again < asksAgain && mayExist.some((address) => !found.has(address)); again++) {
      await sleep(pauseMs, undefined, { signal: this.request.signal });
      found = await ask();
    }
    return found;
  }

  private async ask(sought: ReadonlyMap<string, Sought>): Promise<TaggedObjects> {
    const { signal } = this.request;
    const found = await Promise.all(
      [...sought].map(([region, there]) => taggedObjects(region, there, this.tags, signal)),
    );
    return new Map(found.flatMap((objects) => [...objects]));
  }

  private regionOf(address: string): string {
    return this.folder.otherRegions.get(address) ?? this.request.instance.region;
  }

  /**
   * Proposes every id that the plan now tells; true when there are new ones. What is known by what it refers to comes
   * last, when it is certain what of that is the stack's.
   */
  private async proposeFrom(plan: ImportPlan, tagged: TaggedObjects): Promise<boolean> {
    const created = toCreate(plan);
    for (const last of [false, true]) {
      const now = created.filter(({ type }) => isKnownByReferences(type) === last);
      const ids = await Promise.all(now.map((resource) => this.idsOf(resource, plan, tagged)));
      const proposals = now.map(({ address }, index) => this.candidates.propose(address, ids[index] ?? []));
      if (proposals.includes(true)) return true;
    }
    return false;
  }

  private async idsOf(
    { address, type, change }: PlannedResource,
    { resources }: ImportPlan,
    tagged: TaggedObjects,
  ): Promise<readonly string[]> {
    const rule = adoptionRules[type];
    const wanted = change.after ?? {};
    switch (rule?.by) {
      case 'tags': {
        const created = this.journal.created.get(address);
        return [...(created === undefined ? [] : [created]), ...(tagged.get(address) ?? [])];
      }
      case 'name': {
        const id = filledIn(rule.importId, wanted);
        return id === undefined ? [] : [id];
      }
      case 'lookup': {
        // A later round may know more of what is wanted, and of where it is.
        const key = `${address} ${JSON.stringify(wanted)}`;
        const context = { region: this.regionOf(address), signal: this.request.signal, resources };
        const ids = this.lookedUp.get(key) ?? (await rule.find(wanted, context));
        if (ids.length > 0) this.lookedUp.set(key, ids);
        return ids;
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
    const { resources } = planned.plan;
    const foreign = this.notOurs(resources, imports);
    for (const address of imports.keys()) this.candidates.settle(address, !foreign.has(address));
    this.candidates.requireUnambiguous();
    return foreign.size > 0 ? undefined : planned.plan;
  }

  /**
   * What has the name of a resource may be somebody else's, or another resource of the stack.
   *
   * @emulator Some types are taken for the stack's without tags, which are taken there and not returned.
   */
  private notOurs(resources: readonly PlannedResource[], imports: Imports): ReadonlySet<string> {
    const known = resources.filter(({ address, change }) => !imports.has(address) && change.before);
    const recorded = new Set(known.map(objectName));
    const isAnother = (resource: PlannedResource) => recorded.has(objectName(resource));
    const imported = resources.flatMap((resource) => {
      const id = imports.get(resource.address);
      return id === undefined || isAnother(resource) ? [] : [[resource, id] as const];
    });
    const { environment } = this.request;
    const found = verdicts(imported, known, {
      tags: this.tags,
      journal: this.journal,
      configuredOf: this.folder.configuredOf,
      untaggedTypes: environment.target === 'emulator' ? untaggedByEmulator : new Set(),
    });
    const foreign = new Set(
      resources
        .filter(({ address }) => imports.has(address) && !found.get(address)?.ours)
        .map((r) => r.address),
    );
    for (const [address, verdict] of found) {
      // What was found by tags that it does not carry any more has no name that would be in the way.
      if (!verdict.ours && adoptionRules[typeOf(address)]?.by !== 'tags')
        this.strangers.set(address, verdict.stranger);
    }
    return foreign;
  }

  private tellOfOthers(): void {
    for (const [address, ids] of this.candidates.others)
      this.request.progress(`${address}: ${ids.join(', ')} carries its tags too and is left alone`);
  }
}

function toCreate({ resources }: ImportPlan): PlannedResource[] {
  return resources.filter(({ change }) => change.actions.join() === 'create');
}

function typeOf(address: string): string {
  return address.slice(0, address.indexOf('.'));
}
