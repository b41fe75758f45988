import { stateText, type TestWorld } from '../actions/test-world';
import { type FoundState } from '../engines/engine-state';
import { type StateVersion } from '../engines/terraform/state-versions';
import { lockPath } from '../locks/stack-locks';
import { recordPath } from '../records/record';
import { type Remedies } from './remedy';
import { database, network, type Scene } from './scene';

const deployNetwork = 'npx nx run network:deploy --environment=qa.json';
const recoverNetwork = 'npx nx run network:recover --environment=qa.json';
const recordOfNetwork = `us-east-1 ${recordPath('qa', network)}`;

const version = (id: string, found: FoundState): StateVersion => ({
  id,
  at: '2026-01-01T00:00:00.000Z',
  found,
  text: stateText(found),
});

/** The network is deployed, and its Terraform state is lost. The state had versions. */
async function givenLostState(scene: Scene): Promise<void> {
  await scene.deployAll();
  const { kept, versions } = scene.world;
  versions.set(network.id, [
    version('gone', { is: 'missing' }),
    version('whole', kept.get(network.id) ?? { is: 'missing' }),
  ]);
  kept.set(network.id, { is: 'missing' });
}

/** The same, but no version could be put back. */
async function givenNoVersion(scene: Scene, adopted: Partial<TestWorld['adopted']>): Promise<string> {
  await givenLostState(scene);
  const { world } = scene;
  const whole = world.versions.get(network.id)?.[1]?.text ?? '';
  world.versions.set(network.id, [version('gone', { is: 'missing' })]);
  world.adopted = { text: whole, resources: 1, unfound: [], replaced: [], ...adopted };
  return recoverNetwork;
}

/** The network is deployed, and its record was changed since. */
async function givenRecord(scene: Scene, change: (text: string) => string): Promise<void> {
  await scene.deployAll();
  const { parameters, past } = scene.world;
  const text = parameters.get(recordOfNetwork) ?? '';
  past.set(recordOfNetwork, [text]);
  parameters.set(recordOfNetwork, change(text));
}

const ofLaterVersion = (text: string) => text.replace(/"version":\d+/, '"version":99');

/** A holder on another machine, who renewed the lock a moment ago. */
function givenLock({ world }: Scene): void {
  const now = new Date().toISOString();
  const holder = {
    version: 1,
    id: 'theirs',
    by: 'bob@desktop',
    verb: 'deploy',
    pidSpace: 'another machine',
    pid: 4711,
    startMark: '1',
    since: now,
    renewedAt: now,
  };
  world.parameters.set(`us-east-1 ${lockPath('qa', network)}`, JSON.stringify(holder));
}

/** The database is a deployed CloudFormation stack that somebody deleted. */
function givenDeletedStack(scene: Scene): void {
  scene.declares({ relational: { engine: 'cdk' } }, 'database');
  const service = { ...database, engine: 'cdk' } as const;
  scene.synthesizes(service, {});
  scene.world.record(service, {
    engine: 'cdk',
    state: { type: 'cloudformation', stackId: 'one', resources: 1 },
  });
  scene.world.kept.set(service.id, { is: 'missing' });
}

/** The remedies for errors of state, records and locks. */
export const stateRemedies: Remedies = {
  StateMismatch: [
    {
      when: 'a version of the state',
      fault: async (scene) => {
        await givenLostState(scene);
        return deployNetwork;
      },
    },
    {
      when: 'what AWS has',
      fault: async (scene) => {
        await givenNoVersion(scene, {});
        return 'npx nx run-many -t destroy --environment=qa.json';
      },
    },
  ],
  UnreadableRecord: [
    {
      when: 'cut off',
      fault: async (scene) => {
        await givenRecord(scene, (text) => text.slice(0, 60));
        return deployNetwork;
      },
    },
    {
      when: 'of another stack',
      fault: async (scene) => {
        await givenRecord(scene, (text) => text.replace('"app":"network"', '"app":"other"'));
        return 'npx nx run network:drift --environment=qa.json';
      },
    },
  ],
  NewerRecord: [
    {
      when: 'nobody uses that version',
      fault: async (scene) => {
        await givenRecord(scene, ofLaterVersion);
        return deployNetwork;
      },
      take: /--overwriteRecord/,
    },
    {
      when: 'its commit is there',
      fault: async (scene) => {
        scene.commit();
        await givenRecord(scene, ofLaterVersion);
        scene.commit();
        return recoverNetwork;
      },
      take: /^git checkout/,
      // The tool of that commit reads the record; only the present tool is here.
      again: () => 'git rev-parse HEAD',
      healed: (scene) =>
        expect(scene.world.past.get(recordOfNetwork)?.[0]).toContain(scene.git('rev-parse', 'HEAD')),
    },
  ],
  NotAllFound: [
    {
      when: 'it is there',
      fault: (scene) => givenNoVersion(scene, { unfound: ['aws_vpc.main'] }),
      take: /--import/,
      fill: { 'ADDRESS=ID': 'aws_vpc.main=vpc-1' },
    },
    {
      when: 'it is gone',
      fault: (scene) => givenNoVersion(scene, { unfound: ['aws_vpc.main'] }),
      take: /--absent/,
    },
  ],
  NothingToAdopt: {
    fault: (scene) => givenNoVersion(scene, { text: '', resources: 0 }),
    take: /--forget/,
  },
  NoSuchVersion: {
    fault: async (scene) => {
      await givenLostState(scene);
      return `${recoverNetwork} --restore=none`;
    },
    healed: (_, { text }) => expect(text).toContain('whole  2026-01-01'),
  },
  UnfitVersion: {
    fault: async (scene) => {
      await givenLostState(scene);
      return `${recoverNetwork} --restore=gone`;
    },
  },
  StateNotVersioned: {
    because: 'The bucket is real there, and the printed command is what its spec checks.',
    shownIn: 'tools/stacks/src/engines/terraform/state-object-versions.spec.ts',
  },
  StateLocked: {
    because: "The lock is Terraform's own: a Terraform that holds it and loses it plays it.",
    shownIn: 'tools/stacks/src/engines/terraform/terraform-cli.spec.ts',
  },
  StackLocked: [
    {
      when: 'nobody is at work',
      fault: async (scene) => {
        givenLock(scene);
        return deployNetwork;
      },
    },
    {
      when: 'in the local AWS',
      fault: async (scene) => {
        givenLock(scene);
        // The run uses the local AWS; the user's shell does not.
        scene.world.endpoint = 'http://127.0.0.1:5566';
        return deployNetwork;
      },
    },
    {
      when: 'they end',
      fault: async (scene) => {
        givenLock(scene);
        return deployNetwork;
      },
      take: 'none',
      person: ({ world }) => void world.parameters.delete(`us-east-1 ${lockPath('qa', network)}`),
    },
  ],
  LockLost: {
    because: 'Its holder has to sleep for minutes; the spec of the locks plays the clock.',
    shownIn: 'tools/stacks/src/locks/stack-locks.spec.ts',
  },
  AmbiguousResource: {
    because: 'A person has to see which of several objects is used.',
    shownIn: 'tools/stacks/src/engines/terraform/recovery/adopt-unrecorded.spec.ts',
  },
  OwnedByAnother: {
    because: 'A person has to decide who keeps the object.',
    shownIn: 'tools/stacks/src/engines/terraform/recovery/adopt-unrecorded.spec.ts',
  },
  RecoveryUnfinished: {
    because: 'Objects have to go on turning up for more rounds than any stack is deep.',
    shownIn: 'nothing',
  },
  StackGone: {
    fault: (scene) => {
      givenDeletedStack(scene);
      return 'npx nx run database:recover --environment=qa.json';
    },
    healed: ({ world }) => expect(world.recorded(database)).toBeUndefined(),
  },
  ForeignStack: {
    because: 'A person has to ask the owner of the CloudFormation stack.',
    shownIn: 'tools/stacks/src/actions/recover.spec.ts',
  },
};
