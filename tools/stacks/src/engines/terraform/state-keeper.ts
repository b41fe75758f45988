import { type StateKeeper, type StatePlace } from '../engine-state';
import { stateFiles } from './state-files';
import { stateObjects } from './state-objects';
import { stateVersions } from './state-versions';

/** Looks at Terraform's state where the environment keeps it, in a bucket or on this machine, without Terraform. */
export const terraformStates: StateKeeper = {
  nameOf: (place, stack) => keeperIn(place).nameOf(place, stack),
  list: (place) => keeperIn(place).list(place),
  read: (place, stack) => keeperIn(place).read(place, stack),
  async lastKept(place, stack) {
    const versions = await stateVersions.list(place, stack);
    return versions.flatMap(({ found }) => (found.is === 'kept' ? [found.state] : []))[0];
  },
};

function keeperIn({ environment }: StatePlace): Omit<StateKeeper, 'lastKept'> {
  return environment.terraformState.type === 'local' ? stateFiles : stateObjects;
}
