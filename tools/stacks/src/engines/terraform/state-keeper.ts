import { type StateKeeper, type StatePlace } from '../engine-state';
import { stateFiles } from './state-files';
import { stateObjects } from './state-objects';

/** Looks at Terraform's state where the environment keeps it, in a bucket or on this machine, without Terraform. */
export const terraformStates: StateKeeper = {
  nameOf: (place, stack) => keeperIn(place).nameOf(place, stack),
  list: (place) => keeperIn(place).list(place),
  read: (place, stack) => keeperIn(place).read(place, stack),
};

function keeperIn({ environment }: StatePlace): StateKeeper {
  return environment.terraformState.type === 'local' ? stateFiles : stateObjects;
}
