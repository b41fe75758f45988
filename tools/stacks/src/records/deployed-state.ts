import { parameterKey, parseParameterKey } from '@bulkhead/stack';
import { ParameterStore } from '../parameters/parameter-store';
import { type Run } from '../run/run';
import { type StackInstance } from '../workspace/stack-instance';
import { type DeployRecord, parseRecord, recordPath } from './record';

/** What is recorded of the stacks of a run, and the parameters they exchange: SSM, region by region. */
export class DeployedState {
  private readonly stores = new Map<string, ParameterStore>();
  /** What was last read, by region and path; undefined for a parameter that was not there. */
  private readonly seen = new Map<string, Map<string, string | undefined>>();

  constructor(private readonly run: Run) {}

  /** The records of stacks, by stack; one that was never deployed is not in the map. One batch a region. */
  records(instances: readonly StackInstance[]): Promise<Map<StackInstance, DeployRecord>> {
    return this.readAhead(instances, () => []);
  }

  /**
   * The records of stacks as `records` returns them, read together with the parameters that the run is about to look
   * at, so that a region is asked once and not for each stack: SSM allows some tens of calls a second. What a stack
   * consumes of another region waits until that stack is looked at: without it, nobody here needs that region.
   *
   * @param consumed keys of the parameters that a stack consumes
   */
  async readAhead(
    instances: readonly StackInstance[],
    consumed: (instance: StackInstance) => readonly string[],
  ): Promise<Map<StackInstance, DeployRecord>> {
    const regions = new Set(instances.map(({ region }) => region));
    const records = await Promise.all(
      [...regions].map(async (region) => {
        const here = instances.filter((instance) => instance.region === region);
        const paths = here.flatMap((instance) => [
          this.path(instance),
          ...consumed(instance).filter((key) => parseParameterKey(key).region === undefined),
        ]);
        const values = await this.read(region, paths);
        return here.flatMap((instance): [StackInstance, DeployRecord][] => {
          const text = values.get(this.path(instance));
          const record = text === undefined ? undefined : parseRecord(text);
          return record ? [[instance, record]] : [];
        });
      }),
    );
    return new Map(records.flat());
  }

  /** Values of parameters in one region, by path, as they are now. */
  async read(region: string, paths: Iterable<string>): Promise<Map<string, string>> {
    const names = [...paths];
    const found = await this.store(region).read(names);
    const seen = this.seen.get(region) ?? new Map<string, string | undefined>();
    this.seen.set(region, seen);
    for (const name of names) seen.set(name, found.get(name));
    return found;
  }

  /**
   * Values of parameters in one region, by path, as this run last read them. A deploy reads back what it published, so
   * that what a run changed itself is known; what it never read is read now.
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

  /** Values of the parameters that a stack consumes, by key, as they are now. */
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

  async writeRecord(instance: StackInstance, record: DeployRecord): Promise<void> {
    const description = `What Bulkhead last deployed of ${instance.id}`;
    await this.store(instance.region).write(this.path(instance), JSON.stringify(record), description);
  }

  async deleteRecord(instance: StackInstance): Promise<void> {
    await this.store(instance.region).delete([this.path(instance)]);
  }

  private path(instance: StackInstance): string {
    return recordPath(this.run.environment.name, instance);
  }

  private store(region: string): ParameterStore {
    const store = this.stores.get(region) ?? new ParameterStore(region);
    this.stores.set(region, store);
    return store;
  }
}
