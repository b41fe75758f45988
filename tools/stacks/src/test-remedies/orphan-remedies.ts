import { testChange } from '../plans/test-diffs';
import { testInstance } from '../workspace/test-instances';
import { former, givenFormer } from './former-stack';
import { type Remedies } from './remedy';
import { database, network, type Scene, vpcId, vpcIdUse } from './scene';

const deployNetwork = 'npx nx run network:deploy --environment=qa.json';
const destroyOrphans = 'npx nx run-many -t destroy --environment=qa.json --orphans';
const cache = testInstance('cache/main@primary');

/** The network stands under its former name, and its manifest says so. */
function givenRenamed(scene: Scene): void {
  givenFormer(scene);
  scene.declares({ vpc: { publishes: ['network'], formerly: ['core'] } });
}

const formerIsGone = ({ world }: Scene) => {
  expect(world.recorded(former)).toBeUndefined();
  expect(world.recorded(network)).toMatchObject({ outcome: 'deployed' });
};

const declareFormerly = (scene: Scene, next: string) => {
  expect(next).toMatch(/^if it is something else/);
  scene.declares({ vpc: { publishes: ['network'], formerly: ['core'] } });
};

/** The remedies for errors about stacks that the configuration does not have. */
export const orphanRemedies: Remedies = {
  EngineSwitched: [
    {
      when: 'for good',
      fault: async (scene) => {
        await scene.deployAll();
        scene.declares({ relational: { consumes: ['network'], engine: 'cdk' } }, 'database');
        return 'npx nx run database:deploy --environment=qa.json';
      },
    },
    {
      when: 'by mistake',
      fault: async (scene) => {
        await scene.deployAll();
        scene.declares({ relational: { consumes: ['network'], engine: 'cdk' } }, 'database');
        return 'npx nx run database:deploy --environment=qa.json';
      },
      take: 'none',
      person: (scene) => scene.declares({ relational: { consumes: ['network'] } }, 'database'),
    },
  ],
  AlreadyPublished: [
    {
      when: 'it is something else',
      fault: (scene) => {
        givenFormer(scene);
        return deployNetwork;
      },
      healed: formerIsGone,
    },
    {
      when: 'it is the same',
      fault: (scene) => {
        givenFormer(scene);
        return deployNetwork;
      },
      take: 'none',
      person: declareFormerly,
      healed: formerIsGone,
    },
    {
      when: 'the contract has moved',
      fault: async (scene) => {
        await scene.deployAll();
        scene.declares({ vpc: {} });
        scene.declares({ relational: { publishes: ['network'] } }, 'database');
        scene.synthesizes(network, { aws_vpc: { main: { moved: true } } });
        scene.synthesizes(database, { aws_vpc: { main: {} } }, { publishes: [vpcIdUse] });
        for (const name of scene.world.parameters.keys())
          if (name.includes('_record/primary/database')) scene.world.parameters.delete(name);
        scene.world.kept.delete(database.id);
        return 'npx nx run database:deploy --environment=qa.json';
      },
    },
  ],
  UnrecordedStack: {
    because: 'It takes the place of a record, and the guards refuse with StillConsumed.',
    shownIn: 'tools/stacks/src/orphans/standing.spec.ts',
  },
  UnlistedStacks: {
    fault: async (scene) => {
      await scene.deployAll();
      scene.world.silent.add('cdktf');
      return destroyOrphans;
    },
    person: ({ world }, next) => {
      expect(next).toMatch(/^the same command again, by somebody who may list/);
      world.silent.clear();
    },
  },
  UnknownOrphan: [
    {
      when: 'misspelt',
      fault: async (scene) => {
        await scene.deployAll();
        scene.world.record(cache, { engine: 'cdktf' });
        scene.remove('database');
        return `${destroyOrphans}=database/relationl@primary`;
      },
      instead: true,
      healed: ({ world }) => {
        expect(world.recorded(database)).toBeUndefined();
        // Only the named stack was destroyed.
        expect(world.recorded(cache)).toBeDefined();
      },
    },
    {
      when: 'none stands',
      fault: async (scene) => {
        await scene.deployAll();
        return `${destroyOrphans}=database/relational@primary`;
      },
      again: (_, next) => {
        expect(next).toMatch(/^npx nx run bulkhead:orphans --environment=qa\.json/);
        return 'npx nx run bulkhead:orphans --environment=qa.json';
      },
    },
  ],
  OrphanIsRenamed: {
    fault: (scene) => {
      givenRenamed(scene);
      return `${destroyOrphans}=${former.id}`;
    },
    instead: true,
    healed: formerIsGone,
  },
  OrphanProtected: {
    because: 'It takes an edit, a deploy and another edit of an environment in AWS.',
    shownIn: 'tools/stacks/src/actions/orphans.spec.ts',
  },
  StateShared: {
    fault: async (scene) => {
      await scene.deployAll();
      const state = {
        type: 'terraform',
        lineage: network.id,
        serial: 1,
        mark: 'shared',
        resources: 1,
      } as const;
      scene.world.record(former, { engine: 'cdktf', state });
      scene.world.kept.set(former.id, { is: 'kept', state });
      return `${destroyOrphans}=${former.id}`;
    },
    person: (scene, next) => {
      expect(next).toMatch(
        'write "formerly": "network/core" for network/vpc@primary in the manifest of network',
      );
      scene.declares({ vpc: { publishes: ['network'], formerly: ['network/core'] } });
    },
    again: () => destroyOrphans,
  },
  NameTaken: {
    fault: (scene) => {
      givenRenamed(scene);
      const state = { type: 'terraform', lineage: 'other', serial: 1, mark: 'other', resources: 1 } as const;
      scene.world.kept.set(network.id, { is: 'kept', state });
      scene.world.texts.set(network.id, '');
      return deployNetwork;
    },
    person: (scene, next) => {
      expect(next).toBe('take "formerly" out of metadata.stacks.vpc in the manifest of network');
      scene.declares({ vpc: {} });
      scene.synthesizes(network, { aws_vpc: { main: {} } });
    },
  },
  SeveralSuccessors: {
    fault: (scene) => {
      givenRenamed(scene);
      scene.declares({ relational: { formerly: ['network/core'] } }, 'database');
      return deployNetwork;
    },
    person: (scene, next) => {
      expect(next).toBe('take "formerly" out of metadata.stacks.relational in the manifest of database');
      scene.declares({ relational: { consumes: ['network'] } }, 'database');
    },
    healed: formerIsGone,
  },
  RenameReplaces: {
    fault: (scene) => {
      givenRenamed(scene);
      const lost = testChange('replace', {
        resource: 'aws_kms_key.main',
        type: 'aws_kms_key',
        stateful: true,
      });
      scene.world.engine.diff = async () => ({ changes: [lost] });
      return deployNetwork;
    },
  },
  UnfinishedRename: {
    fault: (scene) => {
      scene.world.record(former, { outcome: 'failed', published: { [vpcId]: '^vpc-' } });
      scene.declares({ vpc: { publishes: ['network'], formerly: ['core'] } });
      return deployNetwork;
    },
    person: (scene, next) => {
      expect(next).toBe(
        'take the new name back in the manifest of network, and deploy; then give it the new name again',
      );
      // The environment has no stack of the former name, so the deploy is played.
      scene.world.record(former, { published: { [vpcId]: '^vpc-' } });
    },
    healed: formerIsGone,
  },
  StackCannotBeRenamed: {
    fault: (scene) => {
      const state = { type: 'cloudformation', stackId: 'one', resources: 1 } as const;
      scene.world.record(former, { engine: 'cdk', state, published: { [vpcId]: '^vpc-' } });
      scene.world.kept.set(former.id, { is: 'kept', state });
      scene.declares({ vpc: { publishes: ['network'], engine: 'cdk', formerly: ['core'] } });
      return deployNetwork;
    },
    healed: formerIsGone,
  },
  UnknownProvider: {
    because: 'Only the commit that deployed the stack has the provider.',
    shownIn: 'tools/stacks/src/engines/terraform/codeless-configuration.spec.ts',
  },
  UnknownProviderRegion: {
    because: 'Only the commit that deployed the stack says the region.',
    shownIn: 'tools/stacks/src/engines/terraform/codeless-configuration.spec.ts',
  },
};
