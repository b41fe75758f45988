import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { testChange } from '../plans/test-diffs';
import { givenFormer } from './former-stack';
import { type Remedies } from './remedy';
import { network, type Scene, vpcId, vpcIdUse } from './scene';

const diffAll = 'npx nx run-many -t diff --environment=qa.json';
const deployPlan = 'npx nx run-many -t deploy --environment=qa.json --plan=dist/diff/qa.json';
const planOf = ({ root }: Scene) => join(root, 'dist/diff/qa.json');

/** The network has a change to deploy, and a diff of it. */
async function givenPlan(scene: Scene): Promise<void> {
  await scene.deployAll();
  scene.synthesizes(network, { aws_vpc: { main: { changed: true } } }, { publishes: [vpcIdUse] });
  await scene.goodly(diffAll);
}

/** The remedies for errors of reviewed plans. */
export const planRemedies: Remedies = {
  PlanMissing: {
    fault: async (scene) => {
      await givenPlan(scene);
      rmSync(planOf(scene));
      return deployPlan;
    },
  },
  PlanInvalid: [
    {
      when: 'edited',
      fault: async (scene) => {
        await givenPlan(scene);
        const text = readFileSync(planOf(scene), 'utf8');
        writeFileSync(planOf(scene), text.replace('"planned"', '"unchanged"'));
        return deployPlan;
      },
    },
    {
      when: 'no JSON',
      fault: async (scene) => {
        await givenPlan(scene);
        writeFileSync(planOf(scene), '{');
        return deployPlan;
      },
    },
  ],
  PlanStale: [
    {
      when: 'deployed meanwhile',
      fault: async (scene) => {
        await givenPlan(scene);
        scene.world.record(network, { at: '2026-02-02T00:00:00.000Z', published: { [vpcId]: '^vpc-' } });
        return deployPlan;
      },
    },
    {
      when: 'of another environment',
      fault: async (scene) => {
        await givenPlan(scene);
        scene.environment['name'] = 'qb';
        // Nothing was deployed in the other environment.
        scene.world.kept.clear();
        scene.write();
        return 'npx nx run network:deploy --environment=qa.json --plan=dist/diff/qa.json';
      },
    },
    {
      when: 'of which something is gone',
      fault: async (scene) => {
        await givenPlan(scene);
        rmSync(join(scene.root, 'dist/diff/qa/primary/network/vpc/synth/cdk.tf.json'));
        return deployPlan;
      },
    },
  ],
  NotPlanned: [
    {
      when: 'it waits for a value',
      fault: async (scene) => {
        await scene.goodly('npx nx run-many -t diff --environment=qa.json');
        await scene.type(deployPlan);
        return deployPlan;
      },
    },
    {
      when: 'renamed',
      fault: async (scene) => {
        givenFormer(scene);
        scene.declares({ vpc: { publishes: ['network'], formerly: ['core'] } });
        scene.world.engine.diff = async () => ({ changes: [testChange('change')] });
        await scene.goodly(diffAll);
        return deployPlan;
      },
    },
  ],
};
