import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeFiles } from '../test-folder';
import { type ProvokedRemedy, type Remedies } from './remedy';
import { database, type Scene } from './scene';

const base = 'npx nx run bulkhead:base --environment=qa.json';

/** Deploys everything from a commit, which stays checked out. */
async function givenDeployed(scene: Scene): Promise<string> {
  const commit = scene.commit();
  await scene.deployAll();
  return commit;
}

/** `npx nx run bulkhead:base` ends with one line that is the checked-out commit. */
const isHead: ProvokedRemedy['healed'] = (scene, { text }) =>
  expect(text.split('\n').at(-1)).toBe(scene.git('rev-parse', 'HEAD'));

const byRunMany = (fault: (scene: Scene) => Promise<void>): ProvokedRemedy => ({
  fault: async (scene) => {
    await fault(scene);
    return base;
  },
  take: /run-many -t deploy/,
  healed: isHead,
});

/** The remedies if no commit is right for `nx affected` to start from. */
export const baseRemedies: Remedies = {
  NeverDeployed: byRunMany(async (scene) => {
    scene.commit();
  }),
  UnfinishedDeploy: byRunMany(async (scene) => {
    await givenDeployed(scene);
    scene.world.record(database, { outcome: 'failed' });
  }),
  UnknownCommit: byRunMany(async (scene) => {
    await scene.deployAll();
    scene.commit();
  }),
  DirtyDeploy: byRunMany(async (scene) => {
    scene.commit();
    writeFiles(scene.root, { 'apps/network/src/note.ts': '' });
    await scene.deployAll();
    scene.commit();
  }),
  ChangesMissed: byRunMany(async (scene) => {
    const before = scene.commit();
    writeFiles(scene.root, { 'apps/network/src/note.ts': 'once' });
    await givenDeployed(scene);
    scene.git('checkout', '--quiet', '-b', 'other', before);
  }),
  NoCommonCommit: byRunMany(async (scene) => {
    await givenDeployed(scene);
    scene.git('checkout', '--quiet', '--orphan', 'other');
    writeFiles(scene.root, { 'apps/network/src/note.ts': 'another history' });
    scene.commit();
  }),
  CommitGone: byRunMany(async (scene) => {
    await givenDeployed(scene);
    rmSync(join(scene.root, '.git'), { recursive: true });
    writeFiles(scene.root, { 'apps/network/src/note.ts': 'another history' });
    scene.commit();
  }),
  ShallowClone: [
    {
      when: 'made whole',
      fault: async (scene) => {
        await givenDeployed(scene);
        writeFiles(scene.root, { 'apps/network/src/note.ts': 'later' });
        scene.commit();
        scene.cutOff();
        return base;
      },
      take: /^git fetch/,
    },
    {
      when: 'left as it is',
      fault: async (scene) => {
        await givenDeployed(scene);
        writeFiles(scene.root, { 'apps/network/src/note.ts': 'later' });
        scene.commit();
        scene.cutOff();
        return base;
      },
      take: /^npx nx run-many/,
      healed: isHead,
    },
  ],
  NoRepository: {
    fault: async (scene) => {
      const commit = await givenDeployed(scene);
      expect(commit).not.toBe('');
      rmSync(join(scene.root, '.git'), { recursive: true });
      return base;
    },
    // It misses nothing. Only a repository heals a checkout that is none.
    take: /run-many -t deploy/,
    again: () => 'npx nx run-many -t deploy --environment=qa.json',
    healed: (_, { text }) => expect(text).toContain('2 unchanged'),
  },
  EnvironmentUnseen: byRunMany(async (scene) => {
    await givenDeployed(scene);
    scene.environment['protected'] = true;
    scene.write();
    scene.commit();
  }),
};
