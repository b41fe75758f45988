import { writeFiles } from '../test-folder';
import { type Remedies } from './remedy';
import { database, network, type Scene } from './scene';

const deployNetwork = 'npx nx run network:deploy --environment=qa.json';

/** The policy finds something in the network, in an account in which the policy is asked. */
function givenFinding(scene: Scene): string {
  scene.environment['target'] = 'aws';
  scene.write();
  const finding = { stack: network.id, lines: ['The log is kept for ever.'] };
  scene.world.verdict = { findings: [finding], uncertain: [], unjudged: [] };
  return deployNetwork;
}

/** The remedies for errors in a request: options, environments, manifests, policy. */
export const requestRemedies: Remedies = {
  ForeignSettings: {
    fault: (scene) => {
      scene.variables['TF_WORKSPACE'] = 'staging';
      scene.variables['TF_VAR_name'] = 'x';
      return `${deployNetwork} --stack=vpc`;
    },
    instead: true,
    healed: ({ world }) => expect(world.asked).toEqual([`deploy ${network.id}`]),
  },
  UnknownEnvironment: [
    {
      when: 'as a configuration',
      fault: () => 'npx nx run-many -t diff -c lokal -p network',
      instead: true,
      healed: ({ world }) => expect(world.asked).toEqual([`diff ${network.id}`]),
    },
    { when: 'as an option', fault: () => 'npx nx run network:deploy --environment=lokal' },
  ],
  InvalidOption: [
    { when: 'misspelt', fault: () => `${deployNetwork} --dedlineMinutes=5` },
    { when: 'of nothing', fault: () => `${deployNetwork} --foo` },
    { when: 'of another command', fault: () => 'npx nx run network:diff --environment=qa.json --force' },
    { when: 'with a value that is near', fault: () => `${deployNetwork} --role=primry` },
    {
      when: 'with a value that is not',
      fault: () => `${deployNetwork} --deadlineMinutes=soon`,
      again: (command, next) => {
        expect(next).toBe('correct --deadlineMinutes');
        return command.replace('soon', '5');
      },
    },
    { when: 'that every object has', fault: () => `${deployNetwork} --toString` },
    {
      when: 'of a file that Nx cannot follow',
      fault: (scene) => {
        writeFiles(scene.root, { 'deep/er/est/x': '' });
        return 'npx nx run network:synth --environment=../../../../../../../../../../../../none/qa.json';
      },
      // Nx uses it as the name of a folder of results.
      again: (command, next) => {
        expect(next).toContain('write --environment="$(realpath ');
        return command.replace(/--environment=\S+/, '--environment="$(realpath qa.json)"');
      },
    },
  ],
  UnreadableEnvironment: [
    {
      when: 'not there',
      fault: () => 'npx nx run network:deploy --environment=qua.json',
      again: (command, next) => {
        expect(next).toMatch('check the path');
        return command.replace('qua.json', 'qa.json');
      },
    },
    {
      when: 'no JSON',
      fault: (scene) => {
        writeFiles(scene.root, { 'qa.json': '{ "name": ' });
        return deployNetwork;
      },
      person: (scene, next) => {
        expect(next).toBe('correct qa.json');
        scene.write();
      },
    },
  ],
  InvalidEnvironment: [
    {
      when: 'a setting that there is not',
      fault: (scene) => {
        scene.environment['foo'] = 1;
        scene.write();
        return deployNetwork;
      },
      person: (scene, next) => {
        expect(next).toMatch(/^correct qa\.json;/);
        delete scene.environment['foo'];
        scene.write();
      },
    },
    {
      when: 'the name of another',
      fault: (scene) => {
        scene.environment['name'] = 'local';
        scene.write();
        return deployNetwork;
      },
      person: (scene, next) => {
        expect(next).toMatch(/^give it another name/);
        delete scene.environment['name'];
        scene.write();
      },
    },
  ],
  InvalidManifest: {
    because: 'Nx itself reads the manifest, and fails before any command of the tool begins.',
    shownIn: 'tools/stacks/src/plugin/inferred-targets.spec.ts',
  },
  InvalidPromotion: {
    because: 'It is an edit of files in which the environments of the repository are.',
    shownIn: 'libs/config/src/loading/promotion-order.spec.ts',
  },
  StaleIndex: {
    because: 'The build reports it, because it compiles the code of such a command.',
    shownIn: 'tools/stacks/src/app-folders/current-indexes.spec.ts',
  },
  InvalidAppFolder: {
    because: 'The build reports it, because it compiles the code of such a command.',
    shownIn: 'tools/stacks/src/app-folders/current-indexes.spec.ts',
  },
  NoStackInEnvironment: {
    because: "The remedy is an edit of the app's settings, which are compiled.",
    shownIn: 'tools/stacks/src/executors/batch.spec.ts',
  },
  UndeclaredStack: {
    because: "The remedy is an edit of the app's settings, which are compiled, or of its manifest.",
    shownIn: 'tools/stacks/src/contracts/undeclared-stacks.spec.ts',
  },
  StaleSnapshot: {
    because:
      'The snapshot covers all environments of the repository, and the command of the remedy compares them all.',
    shownIn: 'tools/stacks/src/actions/contracts.spec.ts',
  },
  StillUsed: {
    because: 'The remedy is an edit of the code of another stack.',
    shownIn: 'tools/stacks/src/generators/generators.spec.ts',
  },
  UneditableFile: {
    because: 'The remedy is an edit of a source.',
    shownIn: 'tools/stacks/src/generators/generators.spec.ts',
  },
  NoPlaceForPicture: {
    because: 'The remedy is an edit of a document.',
    shownIn: 'tools/stacks/src/graph/stack-picture.spec.ts',
  },
  NoDashboard: {
    because: 'The remedy is an edit of an environment.',
    shownIn: 'tools/dashboards/src/reading/read-dashboard.spec.ts',
  },
  NoRouting: {
    because: 'The remedy is an edit of an environment.',
    shownIn: 'tools/routing/src/reading/read-routing.spec.ts',
  },
  UnfitRouting: {
    because: 'The remedy is an edit of a stack, whose records no deploy would accept.',
    shownIn: 'tools/routing/src/reading/read-routing.spec.ts',
  },
  UnfitAlarms: {
    because: 'The remedy is an edit of a stack, whose alarms AWS would refuse or never evaluate.',
    shownIn: 'tools/alarms/src/reading/read-alarms.spec.ts',
  },
  UnreadableScenario: {
    because: 'The remedy is an edit of a scenario.',
    shownIn: 'tools/alarms/src/scenario/scenario.spec.ts',
  },
  UnreadableAlarmFile: {
    because: 'The remedy is an edit of a file of scenarios.',
    shownIn: 'tools/alarms/src/files/alarm-files.spec.ts',
  },
  UncoveredAlarm: {
    because: 'The remedy is a scenario that a person writes.',
    shownIn: 'tools/alarms/src/check/alarm-check.spec.ts',
  },
  MissedExpectation: {
    because: 'The remedy is an edit of an alarm or of a scenario.',
    shownIn: 'tools/alarms/src/check/alarm-check.spec.ts',
  },
  UnnoticedMutations: {
    because: 'The remedy is a scenario that a person writes.',
    shownIn: 'tools/alarms/src/check/alarm-check.spec.ts',
  },
  MissingRecommendedAlarm: {
    because: 'The remedy is an alarm, or a reason that a person writes.',
    shownIn: 'tools/alarms/src/check/alarm-check.spec.ts',
  },
  UnusedAlarmEntry: {
    because: 'The remedy is an edit of a file of scenarios.',
    shownIn: 'tools/stacks/src/actions/alarms.spec.ts',
  },
  SlowRouting: {
    because: 'The remedy is an edit of an environment, or of what the business asks for.',
    shownIn: 'tools/stacks/src/actions/routing-time.spec.ts',
  },
  NothingSelected: [
    { when: 'misspelt', fault: () => `${deployNetwork} --stack=vpcs` },
    {
      when: 'elsewhere',
      fault: () => `${deployNetwork} --role=dr`,
      again: (command, next) => {
        expect(next).toBe('correct --stack or --role');
        return command.replace('--role=dr', '--role=primary');
      },
    },
  ],
  NothingRun: {
    because: 'Nx itself has to find no task.',
    shownIn: 'tools/stacks/src/plugin/run-hooks.spec.ts',
  },
  BatchRequired: {
    because: 'Nx has to run a process for each task.',
    shownIn: 'tools/stacks/src/executors/batch.spec.ts',
  },
  ContractCycle: {
    fault: (scene) => {
      scene.apps['database'] = { relational: { consumes: ['network'], publishes: ['database'] } };
      scene.declares({ vpc: { consumes: ['database'], publishes: ['network'] } });
      return 'npx nx run-many -t deploy --environment=qa.json';
    },
    person: (scene) => {
      scene.declares({ vpc: { publishes: ['network'] } });
    },
  },
  SameStackName: {
    fault: (scene) => {
      // The global region of the environment is its primary one.
      scene.declares({ vpc: { regions: ['primary', 'global'], publishes: ['network'] } });
      return 'npx nx run-many -t deploy --environment=qa.json';
    },
    person: (scene, next) => {
      expect(next).toMatch(/^leave one of the roles primary and global out of "regions" of vpc/);
      scene.declares({ vpc: { publishes: ['network'] } });
    },
  },
  PolicyFindings: [
    {
      when: 'explained',
      fault: givenFinding,
      take: 'none',
      person: ({ world }, next) => {
        expect(next).toMatch(/^npx nx run-many -t validate --environment=qa\.json, and mend or explain/);
        world.verdict = { findings: [], uncertain: [], unjudged: [] };
      },
      again: (command) => command,
    },
    {
      when: 'let pass',
      fault: givenFinding,
      take: 'none',
      healed: ({ world }) => expect(world.recorded(network)).toMatchObject({ withoutPolicy: 'REASON' }),
    },
  ],
  ReasonMissing: {
    fault: (scene) => `${givenFinding(scene)} --without-policy`,
  },
  ProtectedEnvironment: {
    fault: async (scene) => {
      scene.environment['protected'] = true;
      scene.write();
      await scene.deployAll();
      return 'npx nx run-many -t destroy --environment=qa.json';
    },
    person: (scene, next) => {
      expect(next).toMatch('"protected": false');
      scene.environment['protected'] = false;
      scene.write();
    },
    healed: ({ world }) => expect(world.recorded(database)).toBeUndefined(),
  },
  NoCredentials: {
    because: "The credentials are a person's.",
    shownIn: 'tools/stacks/src/run/target.spec.ts',
  },
  WrongAccount: {
    because: "The credentials are a person's.",
    shownIn: 'tools/stacks/src/run/target.spec.ts',
  },
};
