import { type StackInstance } from '../workspace/stack-instance';
import { type Remedies } from './remedy';
import { database, network, type Scene, vpcId, vpcIdUse } from './scene';

const deploy = (app: string) => `npx nx run ${app}:deploy --environment=qa.json`;
const destroy = (app: string) => `npx nx run ${app}:destroy --environment=qa.json`;
const here = `us-east-1 ${vpcId}`;

/** The code of the network no longer publishes a parameter that the deployed database reads. */
async function givenBreak(scene: Scene): Promise<string> {
  await scene.deployAll();
  scene.synthesizes(network, { aws_vpc: { main: {} }, aws_nat_gateway: {} });
  return deploy('network');
}

/** The database is deployed, and is no longer in the configuration. */
async function givenOrphan(scene: Scene): Promise<void> {
  await scene.deployAll();
  scene.remove('database');
}

const isGone = (instance: StackInstance) => (scene: Scene) =>
  expect(scene.world.recorded(instance)).toBeUndefined();

/** The remedies for errors in what stacks exchange. */
export const contractRemedies: Remedies = {
  MissingParameter: [
    { when: 'never published', fault: () => deploy('database') },
    {
      when: 'deleted by hand',
      fault: async (scene) => {
        await scene.deployAll();
        scene.world.parameters.delete(here);
        return deploy('database');
      },
      healed: ({ world }) => expect(world.parameters.get(here)).toBe('vpc-1'),
    },
  ],
  BrokenContract: {
    fault: async (scene) => {
      await scene.deployAll();
      scene.world.parameters.set(here, 'changed by hand');
      return deploy('database');
    },
    healed: ({ world }) => expect(world.parameters.get(here)).toBe('vpc-1'),
  },
  ContractBreak: [
    {
      when: 'the readers have migrated',
      fault: async (scene) => {
        const command = await givenBreak(scene);
        scene.synthesizes(database, { aws_db_instance: { main: { reads: 'nothing' } } });
        return command;
      },
    },
    {
      when: 'the readers read it still',
      fault: givenBreak,
      take: 'none',
      person: (scene, next) => {
        expect(next).toMatch(/^put the parameter back in libs\/contracts and apps\/network/);
        scene.synthesizes(network, { aws_vpc: { main: {} } }, { publishes: [vpcIdUse] });
      },
    },
  ],
  StillConsumed: [
    {
      when: 'by the code',
      fault: async (scene) => {
        await scene.deployAll();
        return destroy('network');
      },
      healed: isGone(database),
    },
    {
      when: 'by what was deployed',
      fault: async (scene) => {
        await scene.deployAll();
        scene.declares({ relational: {} }, 'database');
        scene.synthesizes(database, { aws_db_instance: { main: {} } });
        return destroy('network');
      },
      healed: isGone(network),
    },
    {
      when: 'by what has no code',
      fault: async (scene) => {
        await givenOrphan(scene);
        return destroy('network');
      },
      healed: isGone(database),
    },
    {
      when: 'by what has neither code nor record',
      fault: async (scene) => {
        await givenOrphan(scene);
        for (const name of scene.world.parameters.keys())
          if (name.includes('_record/primary/database')) scene.world.parameters.delete(name);
        return destroy('network');
      },
      healed: isGone(network),
    },
    {
      when: 'an orphan by another',
      fault: async (scene) => {
        await givenOrphan(scene);
        scene.remove('network');
        scene.declares({ main: {} }, 'other');
        return 'npx nx run-many -t destroy --environment=qa.json --orphans=network/vpc@primary';
      },
      instead: true,
      healed: isGone(network),
    },
    {
      when: 'an orphan by the configuration',
      fault: async (scene) => {
        await scene.deployAll();
        scene.remove('network');
        scene.declares({ relational: {} }, 'database');
        scene.synthesizes(database, { aws_db_instance: { main: {} } });
        return 'npx nx run-many -t destroy --environment=qa.json --orphans=network/vpc@primary';
      },
      healed: isGone(network),
    },
  ],
  UnfitContracts: {
    because: 'The exchanged parameters are in the code of every environment: an edit.',
    shownIn: 'tools/stacks/src/actions/contracts.spec.ts',
  },
  UnreadableSnapshot: {
    because: 'Its command compares the code of every environment.',
    shownIn: 'tools/stacks/src/contracts/contract-snapshot.spec.ts',
  },
};
