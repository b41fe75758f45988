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
 * Dependencies make chains: the id of a route is known only when its table is known, and the table is found by its
 * tags. A stack has chains of a handful of resources; more rounds than this mean an endless loop.
 */
const maxRounds = 30;

/**
 * A new object may not be listed yet. Asks again only if Terraform was creating the resource when it stopped reporting:
 * any other object is listed by now, or was never created.
 */
const asksAgain = 3;
const pauseMs = 3_000;

/**
 * Types whose tags the emulator accepts and does not return. In AWS, an object of these types without tags has no
 * owner.
 */
const untaggedByEmulator: ReadonlySet<string> = new Set([
  'aws_backup_plan',
  'aws_backup_vault',
  'aws_rds_global_cluster',
]);

/** The result of the search for a stack's objects. */
export interface Found {
  /** Ids of existing objects that the state does not know, by address. */
  readonly imports: Imports;
  /** The changes that a deploy would make with these objects in the state. */
  readonly plan: ImportPlan;
  /** Number of kept resources whose creation was interrupted. */
  readonly kept: number;
}

/** Finds existing objects of resources that a deploy would create, by planning their import with Terraform. */
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
   * Reads from AWS and plans. Writes only two things to the state: untaints usable resources, and forgets vanished
   * ones.
   *
   * @throws Refusal `OwnedByAnother` if an object has a name that the stack wants and is not provably the stack's,
   * `AmbiguousResource`; BulkheadError `RecoveryUnfinished`, `TerraformFailed`
   */
  async find(): Promise<Found> {
    let plan: ImportPlan | undefined = await this.firstPlan();
    const tagged = await this.lookUp(toCreate(plan));
    for (let round = 0; round < maxRounds; round++) {
      // Dependent objects are looked for only after the object itself is certain.
      if (plan && !this.candidates.undecided && !(await this.proposeFrom(plan, tagged))) {
        await refuseStrangers([...this.strangers.values()], this.folder, this.request);
        this.tellOfOthers();
        return { imports: this.candidates.imports, plan, kept: this.kept };
      }
      plan = await this.planAndSettle();
    }
    throw new BulkheadError(
      'RecoveryUnfinished',
      `The existing objects of ${this.request.instance.id} were not found in ${maxRounds} rounds.`,
      { next: 'terraform plan in its folder below dist/terraform shows what is missing from the state' },
    );
  }

  private async firstPlan(): Promise<ImportPlan> {
    const plan = await this.planKeepingTainted();
    // Terraform ignores an import as long as the state still has a vanished object at the same address.
    const creates = new Set(toCreate(plan).map(({ address }) => address));
    if (!plan.vanished.some((address) => creates.has(address))) return plan;
    await this.folder.forgetVanished();
    return this.planned(new Map());
  }

  /** If an object will be replaced, its next id is unknown, and dependent objects cannot be found. */
  private async planKeepingTainted(): Promise<ImportPlan> {
    const plan = await this.planned(new Map());
    const { usable, unusable } = usableTainted(plan.resources, this.folder.guarded, this.journal);
    const name = ({ address, change }: PlannedResource) => `${address} (${String(change.before?.['id'])})`;
    for (const [resource, reason] of unusable)
      this.request.progress(`${name(resource)} ${reason}; it is not kept`);
    for (const resource of usable) {
      await this.folder.untaint(resource.address);
      this.request.progress(`keeps ${name(resource)}, whose creation was not finished`);
    }
    this.kept = usable.length;
    return usable.length > 0 ? this.planned(new Map()) : plan;
  }

  /** A plan; if it fails, the configuration is wrong. */
  private async planned(imports: Imports): Promise<ImportPlan> {
    const planned = await this.folder.plan(imports);
    if ('plan' in planned) return planned.plan;
    throw planned.error;
  }

  /**
   * The objects that the services find by tags. Each service is asked in the regions where the stack has such
   * resources.
   */
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
   * Proposes every id that is now known from the plan; true if there are new ones. Objects whose owner is proven by
   * references come last, when the owners of the referenced objects are certain.
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
        // A later round may know more attributes of the wanted object and its place.
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

  /** Tries the next ids. Returns the plan, or undefined if it imports an object that must not be imported. */
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
   * Addresses whose import is not the stack's: an object with the name of a resource may belong to somebody else, or to
   * another resource of the stack.
   *
   * @emulator Objects of some types count as the stack's without tags: the emulator accepts their tags and does not
   * return them.
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
      // An object that was found by tags and no longer has them has no name that could be in the way.
      if (!verdict.ours && adoptionRules[typeOf(address)]?.by !== 'tags')
        this.strangers.set(address, verdict.stranger);
    }
    return foreign;
  }

  private tellOfOthers(): void {
    for (const [address, ids] of this.candidates.others)
      this.request.progress(`${address}: ${ids.join(', ')} has the same tags and is left alone`);
  }
}

function toCreate({ resources }: ImportPlan): PlannedResource[] {
  return resources.filter(({ change }) => change.actions.join() === 'create');
}

function typeOf(address: string): string {
  return address.slice(0, address.indexOf('.'));
}
