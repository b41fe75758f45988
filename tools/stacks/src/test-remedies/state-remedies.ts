import { recordPath } from '../records/record';
import { type FoundState } from '../engines/engine-state';
import { type StateVersion } from '../engines/terraform/state-versions';
import { stateText } from '../actions/test-world';
import { type Remedies } from './remedy';
import { network, type Scene } from './scene';

const deployNetwork = 'npx nx run network:deploy --environment=qa.json';

/** A state with a serial. */
const state = (serial: number, resources = 1): FoundState => ({
  is: 'kept',
  state: { type: 'terraform', lineage: network.id, serial, mark: `mark ${serial}`, resources },
});
const version = (id: string, found: FoundState): StateVersion => ({
  id,
  at: '2026-01-01T00:00:00.000Z',
  found,
  text: stateText(found),
});

/** The network is deployed, and what Terraform keeps of it is lost. */
async function givenLostState(scene: Scene): Promise<void> {
  await scene.deployAll();
  const kept = scene.world.kept.get(network.id) ?? { is: 'missing' };
  scene.world.versions.set(network.id, [version('last', { is: 'missing' }), version('before', kept)]);
  scene.world.kept.set(network.id, { is: 'missing' });
}

const recordOfNetwork = `us-east-1 ${recordPath('qa', network)}`;

function changeRecord({ world }: Scene, change: (text: string) => string): void {
  const text = world.parameters.get(recordOfNetwork) ?? '';
  world.past.set(recordOfNetwork, [text]);
  world.parameters.set(recordOfNetwork, change(text));
}

/** What heals errors of state, records and locks. */
export const stateRemedies: Remedies = {
  StateMismatch: [
    {
      fault: async (scene) => {
        await givenLostState(scene);
        return deployNetwork;
      },
    },
  ],
  UnreadableRecord: {
    fault: async (scene) => {
      await scene.deployAll();
      changeRecord(scene, (text) => text.slice(0, 60));
      return deployNetwork;
    },
  },
};
void state;
