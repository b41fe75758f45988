import { Refusal } from '@bulkhead/errors';
import { type EngineState, type FoundState, type StackName, type StateMarks } from '../engines/engine-state';
import { stateKeeperOf } from '../engines/state-keepers';
import { environmentOption, recoverCommand } from '../workspace/printed-commands';
import { type StackInstance } from '../workspace/stack-instance';
import { beforeTouching } from './before-touching';
import { type ConfiguredEnvironment } from './configured-environment';
import { type DeployRecord } from './record';
import { disagreement } from './state-disagreement';

/**
 * Whether the states of the engines agree with the records. An engine with a lost state would create everything a
 * second time. An engine with the state of another time or stack would destroy what it should keep.
 */
export class StateAgreement {
  /** The states in each region, by engine and region: one call for all stacks of a region. */
  private readonly listed = new Map<string, Promise<StateMarks>>();

  constructor(
    private readonly configuration: Pick<ConfiguredEnvironment, 'environment' | 'options'> & {
      readonly workspaceRoot: string;
    },
  ) {}

  /** Begins to read the states in the regions of some stacks while the run does something else. */
  lookAhead(instances: readonly StackInstance[]): void {
    // The later caller that needs the answer gets the failure.
    for (const instance of instances) this.marks(instance).catch(() => undefined);
  }

  /**
   * Checks that a stack may be deployed or destroyed.
   *
   * @param record the present record of the stack
   * @throws Refusal `StateMismatch`, naming the state, the record and the way out; or, caused by an AwsFailure, the
   * answer of AWS if it does not say what is kept
   */
  async require(instance: StackInstance, record: DeployRecord | undefined): Promise<void> {
    await beforeTouching(instance.id, this.requireSame(instance, record));
  }

  private async requireSame(instance: StackInstance, record: DeployRecord | undefined): Promise<void> {
    if (!record) return this.requireNoTrace(instance);
    this.requireSameEngine(instance, record);
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
      { next: recoverCommand(this.configuration, instance) },
    );
  }

  /**
   * A stack without record and state may have had both: a deleted state does not mean that nothing was deployed. A
   * CloudFormation stack without record is of a run that was killed, or of somebody else: everybody in the account may use
   * the name. The state of Terraform has a place of its own.
   */
  private async requireNoTrace(instance: StackInstance): Promise<void> {
    const kept = await this.mark(instance);
    if (kept !== undefined) {
      if (instance.engine === 'cdktf') return;
      const { requireOwnStack } = await import('../engines/cdk/own-stack.js');
      return requireOwnStack(this.placeOf(instance), instance, kept);
    }
    const last = await this.lastKept(instance);
    if (!last || (await this.isElsewhere(instance, last))) return;
    throw this.mismatch(
      instance,
      `there is no state and no record, and the last state had ${last.resources} resources`,
    );
  }

  /** Whether a former state of a stack now belongs to another stack: the same stack under a new name. */
  private async isElsewhere(instance: StackInstance, last: EngineState): Promise<boolean> {
    const keeper = await stateKeeperOf(instance.engine);
    const place = this.placeOf(instance);
    const stacks = await keeper.stacksOf(place, [...(await this.marks(instance)).keys()]);
    const found = await Promise.all(stacks.map((stack) => keeper.read(place, stack)));
    return found.some(
      (each) =>
        each.is === 'kept' &&
        each.state.type === 'terraform' &&
        last.type === 'terraform' &&
        each.state.lineage === last.lineage,
    );
  }

  /** An engine does not know the resources of another engine, and would create all of them once more. */
  private requireSameEngine({ id, engine }: StackInstance, record: DeployRecord): void {
    if (record.engine === undefined || record.engine === engine) return;
    const name = { cdk: 'CloudFormation', cdktf: 'Terraform' };
    throw new Refusal(
      'EngineSwitched',
      [
        `${id} was deployed by ${name[record.engine]}, and its manifest says "engine": "${engine}".`,
        `Nothing was touched: ${name[engine]} would make a second of everything.`,
        'To keep what it holds, put the engine back in the manifest.',
      ].join('\n'),
      {
        next: `to deploy it anew, destroy it first: npx nx run-many -t destroy ${environmentOption(this.configuration)} --orphans=${id}`,
      },
    );
  }

  /** Whether an engine knows any resource of a stack. A state that a destroy has emptied stays where it is. */
  async keeps(instance: StackInstance): Promise<boolean> {
    if ((await this.mark(instance)) === undefined) return false;
    const found = await this.read(instance);
    return found.is === 'broken' || (found.is === 'kept' && found.state.resources > 0);
  }

  /** Reads the state in the region of a stack again after something else than its engine has changed it. */
  lookAgain({ engine, region }: StackInstance): void {
    this.listed.delete(`${engine} ${region}`);
  }

  /**
   * Stacks that an engine keeps in a region and that nobody knows.
   *
   * @param known the known stacks of that engine in that region
   */
  async unknownIn(
    region: string,
    engine: StackInstance['engine'],
    known: readonly StackName[],
  ): Promise<StackName[]> {
    const keeper = await stateKeeperOf(engine);
    const place = this.placeOf({ region });
    const names = new Set(known.map((stack) => keeper.nameOf(place, stack)));
    const listed = await this.marks({ engine, region });
    return keeper.stacksOf(
      place,
      [...listed.keys()].filter((name) => !names.has(name)),
    );
  }

  /** The last state of a stack that has none now. Undefined if there was none, or nobody knows. */
  async lastKept(instance: StackInstance): Promise<DeployRecord['state']> {
    const keeper = await stateKeeperOf(instance.engine);
    const last = await keeper.lastKept(this.placeOf(instance), instance);
    return last && last.resources > 0 ? last : undefined;
  }

  /** The present state of a stack, to be recorded. Undefined if there is none that can be read. */
  async stateOf(
    instance: StackName & Pick<StackInstance, 'engine' | 'region'>,
  ): Promise<DeployRecord['state']> {
    const found = await this.read(instance);
    return found.is === 'kept' ? found.state : undefined;
  }

  /** The present state of a stack in its engine. */
  async read(instance: StackName & Pick<StackInstance, 'engine' | 'region'>): Promise<FoundState> {
    const keeper = await stateKeeperOf(instance.engine);
    return keeper.read(this.placeOf(instance), instance);
  }

  private async mark(instance: StackInstance): Promise<string | undefined> {
    const keeper = await stateKeeperOf(instance.engine);
    return (await this.marks(instance)).get(keeper.nameOf(this.placeOf(instance), instance));
  }

  private marks(instance: Pick<StackInstance, 'engine' | 'region'>): Promise<StateMarks> {
    const key = `${instance.engine} ${instance.region}`;
    const known = this.listed.get(key);
    if (known) return known;
    const listed = stateKeeperOf(instance.engine).then((keeper) => keeper.list(this.placeOf(instance)));
    this.listed.set(key, listed);
    // After a failure, a stack that is tried again has to ask again.
    listed.catch(() => {
      if (this.listed.get(key) === listed) this.listed.delete(key);
    });
    return listed;
  }

  private placeOf({ region }: Pick<StackInstance, 'region'>) {
    const { workspaceRoot, environment } = this.configuration;
    return { workspaceRoot, environment, region };
  }
}

function markOf(state: DeployRecord['state']): string | undefined {
  return state?.type === 'terraform' ? state.mark : state?.stackId;
}
