import { Refusal } from '@bulkhead/errors';
import { type FoundState, type StateMarks } from '../engines/engine-state';
import { stateKeeperOf } from '../engines/state-keepers';
import { recoverCommand, type Run } from '../run/run';
import { type StackInstance } from '../workspace/stack-instance';
import { type DeployRecord } from './record';
import { disagreement } from './state-disagreement';

/**
 * Whether what the engines keep of stacks is what is recorded of them. An engine whose state was lost would make
 * everything a second time; one with the state of another time or stack would destroy what it should keep.
 */
export class StateAgreement {
  /** What is kept in each region, by engine and region: one call for all stacks of it. */
  private readonly listed = new Map<string, Promise<StateMarks>>();

  constructor(private readonly run: Pick<Run, 'workspaceRoot' | 'environment' | 'options'>) {}

  /** Begins to look at what is kept in the regions of some stacks, while the run is at something else. */
  lookAhead(instances: readonly StackInstance[]): void {
    // Whoever needs it is told of the failure.
    for (const instance of instances) this.marks(instance).catch(() => undefined);
  }

  /**
   * Checks that a stack may be deployed or destroyed.
   *
   * @param record what is recorded of it now
   * @throws Refusal `StateMismatch`, naming what is kept, what is recorded and the way out
   */
  async require(instance: StackInstance, record: DeployRecord | undefined): Promise<void> {
    if (!record) return this.requireNoTrace(instance);
    const kept = await this.mark(instance);
    if (kept !== undefined && kept === markOf(record.state)) return;
    const found = await this.read(instance);
    const what = disagreement(instance.engine, record, found);
    if (what === undefined) return;
    throw this.mismatch(instance, what);
  }

  private mismatch(instance: StackInstance, what: string): Refusal {
    const { id, region } = instance;
    return new Refusal(
      'StateMismatch',
      [
        `What ${instance.engine === 'cdk' ? 'CloudFormation' : 'Terraform'} knows of ${id} in ${region} is not what was deployed: ${what}.`,
        'Nothing was touched: a deploy would make a second of everything, or undo what is there.',
      ].join('\n'),
      { next: recoverCommand(this.run, instance) },
    );
  }

  /** A stack that neither is recorded nor kept may have been both: a state that was deleted is no state of nothing. */
  private async requireNoTrace(instance: StackInstance): Promise<void> {
    if ((await this.mark(instance)) !== undefined) return;
    const last = await this.lastKept(instance);
    if (!last) return;
    throw this.mismatch(
      instance,
      `there is no state and no record, and the last state had ${last.resources} resources`,
    );
  }

  /** Whether an engine knows of any resource of a stack. A state that was emptied by a destroy stays where it is. */
  async keeps(instance: StackInstance): Promise<boolean> {
    if ((await this.mark(instance)) === undefined) return false;
    const found = await this.read(instance);
    return found.is === 'broken' || (found.is === 'kept' && found.state.resources > 0);
  }

  /** What was last kept of a stack of which nothing is kept now; undefined where it was nothing, or nobody knows. */
  async lastKept(instance: StackInstance): Promise<DeployRecord['state']> {
    const keeper = await stateKeeperOf(instance.engine);
    const last = await keeper.lastKept(this.placeOf(instance), instance);
    return last && last.resources > 0 ? last : undefined;
  }

  /** What an engine keeps of a stack now, to be recorded; undefined where it keeps nothing that can be read. */
  async stateOf(instance: StackInstance): Promise<DeployRecord['state']> {
    const found = await this.read(instance);
    return found.is === 'kept' ? found.state : undefined;
  }

  /** What an engine keeps of a stack now. */
  async read(instance: StackInstance): Promise<FoundState> {
    const keeper = await stateKeeperOf(instance.engine);
    return keeper.read(this.placeOf(instance), instance);
  }

  private async mark(instance: StackInstance): Promise<string | undefined> {
    const keeper = await stateKeeperOf(instance.engine);
    return (await this.marks(instance)).get(keeper.nameOf(this.placeOf(instance), instance));
  }

  private marks(instance: StackInstance): Promise<StateMarks> {
    const key = `${instance.engine} ${instance.region}`;
    const listed =
      this.listed.get(key) ??
      stateKeeperOf(instance.engine).then((keeper) => keeper.list(this.placeOf(instance)));
    this.listed.set(key, listed);
    return listed;
  }

  private placeOf({ region }: StackInstance) {
    const { workspaceRoot, environment } = this.run;
    return { workspaceRoot, environment, region };
  }
}

function markOf(state: DeployRecord['state']): string | undefined {
  return state?.type === 'terraform' ? state.mark : state?.stackId;
}
