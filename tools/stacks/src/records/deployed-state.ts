import { ParameterStore } from '../parameters/parameter-store';
import { type Run } from '../run/run';
import { type StackInstance } from '../workspace/stack-instance';
import { type DeployRecord, parseRecord, recordPath } from './record';

/** What is recorded of the stacks of a run, and the parameters they exchange: SSM, region by region. */
export class DeployedState {
  private readonly stores = new Map<string, ParameterStore>();

  constructor(private readonly run: Run) {}

  /** The records of stacks, by stack; one that was never deployed is not in the map. One batch a region. */
  async records(instances: readonly StackInstance[]): Promise<Map<StackInstance, DeployRecord>> {
    const regions = new Set(instances.map(({ region }) => region));
    const values = await Promise.all(
      [...regions].map(async (region) => {
        const here = instances.filter((instance) => instance.region === region);
        const found = await this.store(region).read(here.map((instance) => this.path(instance)));
        return here.flatMap((instance): [StackInstance, DeployRecord][] => {
          const text = found.get(this.path(instance));
          const record = text === undefined ? undefined : parseRecord(text);
          return record ? [[instance, record]] : [];
        });
      }),
    );
    return new Map(values.flat());
  }

  /** Values of parameters in one region, by path. */
  read(region: string, paths: Iterable<string>): Promise<Map<string, string>> {
    return this.store(region).read(paths);
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
