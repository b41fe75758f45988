import { type StateKeeper } from './engine-state';

/** The reader of an engine's states, loaded when the first stack needs it. */
export async function stateKeeperOf(engine: 'cdk' | 'cdktf'): Promise<StateKeeper> {
  return engine === 'cdk'
    ? (await import('./cdk/stack-keeper.js')).cloudFormationStacks
    : (await import('./terraform/state-keeper.js')).terraformStates;
}
