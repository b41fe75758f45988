import { Refusal } from '@bulkhead/errors';
import { parameterKey, parseParameterKey } from '@bulkhead/stack';
import { stackId } from '@bulkhead/stack/stack-id';
import { ParameterStore } from '../parameters/parameter-store';
import { AwsFailure } from '../retries/aws-failure';
import { environmentOption, recoverCommand } from '../workspace/printed-commands';
import { type StackInstance } from '../workspace/stack-instance';
import { type ConfiguredEnvironment } from './configured-environment';
import { holdsRecords, lookAtRegion, parseRegions, regionsPath, type RegionTexts } from './deployed-regions';
import { KnownRecords } from './known-records';
import { type DeployRecord, recordPath, recordsPath, type RecordSubject, subjectOfPath } from './record';
import { parseRecord, partsOf, recordText, UnreadableText } from './record-text';
import { unreadableRecord, type WaysToRecord } from './unreadable-record';

/** The records of an environment's stacks, and the parameters that they exchange: SSM, region by region. */
export class DeployedState {
  private readonly stores = new Map<string, ParameterStore>();
  /** The values that were last read, by region and path. Undefined for a missing parameter. */
  private readonly seen = new Map<string, Map<string, string | undefined>>();

  /** The parts of each stack's record, as last read or written. */
  private readonly partsOfRecord = new Map<StackInstance, readonly string[]>();

  constructor(private readonly configuration: ConfiguredEnvironment) {}

  /** The records in the regions of some stacks: of these stacks, and of stacks that no configuration has any more. */
  records(instances: readonly StackInstance[]): Promise<KnownRecords> {
    return this.readAhead(instances, () => []);
  }

  /**
   * The records of stacks as `records` returns them, read together with the parameters that the run needs soon. So a
   * region is asked once and not for each stack: SSM allows some tens of calls a second. Values that a stack consumes
   * from another region are read later, when the run looks at that stack: no other stack here needs that region.
   *
   * @param instances none for a run over apps that the environment no longer has: every region of it is read then
   * @param consumed keys of the parameters that a stack consumes
   */
  async readAhead(
    instances: readonly StackInstance[],
    consumed: (instance: StackInstance) => readonly string[],
  ): Promise<KnownRecords> {
    const regions = instances.length > 0 ? instances : Object.values(this.configuration.environment.regions);
    const names = regions.map((of) => ('region' in of ? of.region : of.name));
    return this.readRegions(new Set(names), instances, consumed);
  }

  /**
   * The records in some regions, and in regions that the environment was deployed to and no longer has. If a region
   * cannot be read, only its own stacks are lost.
   *
   * @param regions names of the regions; all other regions of the configuration are left alone
   * @param instances the stacks of these regions that are asked for
   * @throws AwsFailure if no region can be read
   */
  async readRegions(
    regions: ReadonlySet<string>,
    instances: readonly StackInstance[],
    consumed: (instance: StackInstance) => readonly string[] = () => [],
  ): Promise<KnownRecords> {
    const records = new KnownRecords();
    const { name } = this.configuration.environment;
    const looks = await Promise.all(
      [...regions].map(async (region) => {
        const here = instances.filter((instance) => instance.region === region);
        const paths = here.flatMap(consumed).filter((key) => parseParameterKey(key).region === undefined);
        try {
          const [listed, values] = await Promise.allSettled([
            this.store(region).list(recordsPath(name)),
            this.read(region, paths),
          ]);
          // If both calls fail, the missing records are the error.
          if (listed.status === 'rejected') throw listed.reason;
          if (values.status === 'rejected') throw values.reason;
          return { region, here, texts: listed.value };
        } catch (error) {
          if (!(error instanceof AwsFailure)) throw error;
          return { region, here, failure: error };
        }
      }),
    );
    const failures = looks.flatMap(({ failure }) => failure ?? []);
    if (failures.length > 0 && failures.length === looks.length) throw failures[0];
    for (const { region, here, texts, failure } of looks) {
      if (failure) {
        records.lose(failure, here);
        continue;
      }
      const noted = texts.get(regionsPath(name));
      records.noted.set(region, noted === undefined ? [] : parseRegions(noted));
      this.enterAll(records, { region, texts }, here);
    }
    await this.lookAtFormerRegions(records);
    return records;
  }

  /** Enters the records of a region. */
  enterAll(records: KnownRecords, { region, texts }: RegionTexts, here: readonly StackInstance[] = []): void {
    const { name } = this.configuration.environment;
    const known = new Map(here.map((instance) => [this.path(instance), instance]));
    // SSM returns the parameters in no fixed order.
    for (const [path, text] of [...texts].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const of = subjectOfPath(name, path);
      if (!of) continue;
      const instance = known.get(path);
      const parts = partsBelow(path, texts);
      if (instance) this.enter(records, instance, text, this.parse(of, region, text, parts));
      // A record of a stack outside the run is an orphan only if no configuration has the stack.
      else if (!this.isConfigured(of, region))
        records.orphans.push({ of, region, record: this.parse(of, region, text, parts, this.removalOf(of)) });
    }
  }

  /** Looks at regions that the configuration no longer has; nobody else would. A region that is away is only a note. */
  private async lookAtFormerRegions(records: KnownRecords): Promise<void> {
    const { environment, instances } = this.configuration;
    const present = new Set([...records.noted.keys(), ...instances.map(({ region }) => region)]);
    const former = new Set([...records.noted.values()].flat().filter((region) => !present.has(region)));
    const looks = await Promise.all(
      [...former].map((region) => lookAtRegion(environment.name, region, this.store(region))),
    );
    for (const look of looks) {
      if (!('texts' in look)) records.away.push(look);
      else if (holdsRecords(environment.name, look.texts)) this.enterAll(records, look);
      else records.emptied.push(look.region);
    }
  }

  /** The present record of one stack. */
  async record(instance: StackInstance): Promise<KnownRecords> {
    const records = new KnownRecords();
    const path = this.path(instance);
    const store = this.store(instance.region);
    const text = (await store.read([path])).get(path);
    if (text === undefined) return records;
    const parts = await store.read(partsOf(text).map((part) => `${path}/${part}`));
    const { role, app, stack } = instance;
    const of = { environment: this.configuration.environment.name, role, app, stack };
    this.enter(records, instance, text, this.parse(of, instance.region, text, partsBelow(path, parts)));
    return records;
  }

  /** Earlier records of a stack, the newest first; for an unreadable one, the reason. The parts of most are gone. */
  async history(instance: StackInstance): Promise<PastRecord[]> {
    const path = this.path(instance);
    const store = this.store(instance.region);
    const [past, below] = await Promise.all([store.history(path), store.list(path)]);
    const { role, app, stack } = instance;
    const of = { environment: this.configuration.environment.name, role, app, stack };
    return past.map(({ value, version, at }) => ({
      version,
      at,
      record: readableOr(() => parseRecord(value, of, partsBelow(path, below))),
    }));
  }

  private parse(
    of: RecordSubject,
    region: string,
    text: string,
    parts: ReadonlyMap<string, string>,
    ways = this.recoveryOf(of),
  ): DeployRecord | Refusal {
    try {
      return parseRecord(text, of, parts);
    } catch (error) {
      if (!(error instanceof UnreadableText)) throw error;
      return unreadableRecord(of, region, error, ways);
    }
  }

  private recoveryOf({ app, stack, role }: RecordSubject): WaysToRecord {
    const mending = recoverCommand(this.configuration, { app, stack, role });
    return { mending, givingUp: `${mending} --overwriteRecord` };
  }

  /** No app has a target for a stack that no configuration has. */
  private removalOf({ app, stack, role }: RecordSubject): WaysToRecord {
    const removal = `npx nx run-many -t destroy ${environmentOption(this.configuration)} --orphans=${stackId({ app, stack, role })}`;
    return { mending: removal, givingUp: removal };
  }

  private enter(
    records: KnownRecords,
    instance: StackInstance,
    text: string,
    record: DeployRecord | Refusal,
  ): void {
    this.partsOfRecord.set(instance, partsOf(text));
    if (record instanceof Refusal) records.unreadable.set(instance, record);
    else records.set(instance, record);
  }

  private isConfigured({ role, app, stack }: RecordSubject, region: string): boolean {
    return this.configuration.instances.some(
      (instance) =>
        instance.role === role &&
        instance.app === app &&
        instance.stack === stack &&
        instance.region === region,
    );
  }

  /** Present values of parameters in one region, by path. */
  async read(region: string, paths: Iterable<string>): Promise<Map<string, string>> {
    const names = [...paths];
    const found = await this.store(region).read(names);
    const seen = this.seen.get(region) ?? new Map<string, string | undefined>();
    this.seen.set(region, seen);
    for (const name of names) seen.set(name, found.get(name));
    return found;
  }

  /**
   * Values of parameters in one region, by path, as this run last read them. Changes by the run itself are included,
   * because a deploy reads back what it published. Values that the run never read are read now.
   */
  async lastRead(region: string, paths: readonly string[]): Promise<Map<string, string>> {
    const unread = paths.filter((path) => !this.seen.get(region)?.has(path));
    if (unread.length > 0) await this.read(region, unread);
    return new Map(
      paths.flatMap((path): [string, string][] => {
        const value = this.seen.get(region)?.get(path);
        return value === undefined ? [] : [[path, value]];
      }),
    );
  }

  /** Values of the parameters that a stack consumes, by key, as this run last read them. */
  async lastConsumed(instance: StackInstance, keys: readonly string[]): Promise<Map<string, string>> {
    return this.consumed(instance, keys, (region, paths) => this.lastRead(region, paths));
  }

  /** Present values of the parameters that a stack consumes, by key. */
  async readConsumed(instance: StackInstance, keys: readonly string[]): Promise<Map<string, string>> {
    return this.consumed(instance, keys, (region, paths) => this.read(region, paths));
  }

  private async consumed(
    instance: StackInstance,
    keys: readonly string[],
    read: (region: string, paths: readonly string[]) => Promise<ReadonlyMap<string, string>>,
  ): Promise<Map<string, string>> {
    const uses = keys.map(parseParameterKey);
    const regions = [...new Set(uses.map(({ region }) => region))];
    const values = await Promise.all(
      regions.map(async (region) => {
        const paths = uses.filter((use) => use.region === region).map(({ path }) => path);
        const found = await read(region ?? instance.region, paths);
        return [...found].map(([path, value]): [string, string] => [
          parameterKey({ path, ...(region && { region }) }),
          value,
        ]);
      }),
    );
    return new Map(values.flat());
  }

  /** Writes a stack's published parameters back to their deployed values, if its engine would not look at them. */
  async putBack(instance: StackInstance, values: ReadonlyMap<string, string>): Promise<void> {
    for (const [path, value] of values)
      await this.store(instance.region).write(path, value, `Published by ${instance.id}`);
  }

  /** Replaces a record. The former record stays whole until the new one is written. */
  async writeRecord(instance: StackInstance, record: DeployRecord): Promise<void> {
    const store = this.store(instance.region);
    const path = this.path(instance);
    const { head, parts } = recordText(record);
    for (const [part, text] of parts)
      await store.write(`${path}/${part}`, text, `A part of what Bulkhead last deployed of ${instance.id}`);
    await store.write(path, head, `What Bulkhead last deployed of ${instance.id}`);
    const before = this.partsOfRecord.get(instance) ?? [];
    this.partsOfRecord.set(instance, [...parts.keys()]);
    await store.delete(before.filter((part) => !parts.has(part)).map((part) => `${path}/${part}`));
  }

  /** Deletes the record of a stack, and everything that a killed run left below it. */
  async deleteRecord(instance: StackInstance): Promise<void> {
    const store = this.store(instance.region);
    const path = this.path(instance);
    await store.delete([path]);
    await store.delete([...(await store.list(path)).keys()]);
  }

  private path(instance: StackInstance): string {
    return recordPath(this.configuration.environment.name, instance);
  }

  private store(region: string): ParameterStore {
    const store = this.stores.get(region) ?? new ParameterStore(region);
    this.stores.set(region, store);
    return store;
  }
}

/** An earlier version of a record. */
export interface PastRecord {
  /** Version of the parameter. */
  readonly version: number;
  /** When it was written, ISO 8601 in UTC. */
  readonly at: string;
  readonly record: DeployRecord | UnreadableText;
}

function readableOr(read: () => DeployRecord): DeployRecord | UnreadableText {
  try {
    return read();
  } catch (error) {
    if (error instanceof UnreadableText) return error;
    throw error;
  }
}

/** Texts of the parts of a record, by the end of their name. */
function partsBelow(path: string, texts: ReadonlyMap<string, string>): Map<string, string> {
  return new Map(
    [...texts].flatMap(([name, text]): [string, string][] =>
      name.startsWith(`${path}/`) ? [[name.slice(path.length + 1), text]] : [],
    ),
  );
}
