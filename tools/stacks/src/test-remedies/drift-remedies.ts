import { type ResourceDrift } from '../engines/engine';
import { type Remedies } from './remedy';
import { network, type Scene, vpcIdUse } from './scene';

const revertNetwork = 'npx nx run network:drift --environment=qa.json --revert';

/** Somebody changed the network. After a deploy it is as it was. */
async function givenDrift(scene: Scene, over: Partial<ResourceDrift> = {}): Promise<string> {
  await scene.deployAll();
  const { engine } = scene.world;
  let drifted: ResourceDrift[] = [
    { resource: 'aws_vpc.main', type: 'aws_vpc', kind: 'changed', attributes: [], ...over } as ResourceDrift,
  ];
  engine.drift = async ({ instance }) => ({
    checked: 1,
    drifted: instance.id === network.id ? drifted : [],
    unchecked: [],
    gone: false,
  });
  const before = engine.deploy;
  engine.deploy = async (request) => {
    drifted = [];
    return (await before?.(request)) ?? { added: 0, changed: 1, destroyed: 0 };
  };
  return revertNetwork;
}

async function givenOtherCode(scene: Scene): Promise<string> {
  const command = await givenDrift(scene);
  scene.synthesizes(network, { aws_vpc: { main: { changed: true } } }, { publishes: [vpcIdUse] });
  return command;
}

/** The remedies for errors of drift. */
export const driftRemedies: Remedies = {
  DriftDetectionFailed: {
    because: 'CloudFormation itself has to fail.',
    shownIn: 'tools/stacks/src/engines/cdk/detect-drift.spec.ts',
  },
  NotAsDeployed: [
    { when: 'the code of today is right', fault: givenOtherCode },
    {
      when: 'what is deployed is right',
      fault: givenOtherCode,
      take: 'none',
      person: (scene, next) => {
        expect(next).toMatch(
          'check out the commit that it was deployed from, and run the same command again',
        );
        scene.synthesizes(network, { aws_vpc: { main: {} } }, { publishes: [vpcIdUse] });
      },
    },
  ],
  StatefulDeleted: {
    fault: (scene) =>
      givenDrift(scene, { resource: 'aws_kms_key.main', type: 'aws_kms_key', kind: 'deleted' }),
  },
  UnknownAddition: {
    fault: async (scene) => `${await givenDrift(scene)} --remove=added-1`,
    take: 'none',
    person: async (scene, next) => {
      // The command prints the names; here there are none.
      const { text } = await scene.type(next.split(' shows')[0] ?? '');
      expect(text).toContain('network/vpc@primary  drifted');
    },
    again: (command) => command.replace(' --remove=added-1', ''),
  },
  RemoveWithoutRevert: {
    fault: async (scene) => {
      await givenDrift(scene);
      return 'npx nx run network:drift --environment=qa.json --remove=added-1';
    },
    // Then the tool says that there is no such addition.
    again: (command, next) => {
      expect(next).toMatch(/^add --revert,/);
      return command.replace('--remove=added-1', '--revert');
    },
  },
  RevertFailed: {
    because: 'CloudFormation itself has to fail.',
    shownIn: 'tools/stacks/src/engines/cdk/revert-stack.spec.ts',
  },
  RevertUnsupported: {
    because: 'A person puts back what the emulator does not.',
    shownIn: 'tools/stacks/src/engines/cdk/revert-stack.spec.ts',
  },
};
