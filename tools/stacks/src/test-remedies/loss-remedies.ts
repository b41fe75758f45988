import { type ResourceChange } from '../engines/resource-change';
import { replacedKey, testChange } from '../plans/test-diffs';
import { type Remedies, type ProvokedRemedy } from './remedy';
import { database, network, type Scene } from './scene';

const subnetIds = '/bulkhead/qa/network/isolatedSubnetIds';
const subnets = {
  contract: 'network',
  key: 'isolatedSubnetIds',
  kind: 'string',
  path: subnetIds,
  pattern: '^subnet-',
};

/** The network, and a database in its subnets, are deployed to AWS. The next plan of the network has these changes. */
function givenChanges(
  changes: readonly ResourceChange[],
  { moved, ...resources }: { moved?: object[] } & object = {},
) {
  return async (scene: Scene): Promise<string> => {
    const { world, environment, values } = scene;
    environment['target'] = 'aws';
    scene.write();
    values[subnetIds] = 'subnet-0a,subnet-0b';
    scene.synthesizes(network, { aws_vpc: { main: {} }, ...resources }, { publishes: [subnets], moved });
    scene.synthesizes(database, { aws_db_instance: { main: {} } }, { consumes: [subnets] });
    await scene.deployAll();
    world.engine.diff = async ({ instance }) => ({ changes: instance.id === network.id ? changes : [] });
    scene.synthesizes(
      network,
      { aws_vpc: { main: { changed: true } }, ...resources },
      { publishes: [subnets], moved },
    );
    return 'npx nx run network:deploy --environment=qa.json';
  };
}

/** A plan that only an edit changes. The message asks for the edit. */
function edited(change: ResourceChange, resources: object, said: RegExp): ProvokedRemedy {
  return {
    fault: givenChanges([change], resources),
    take: 'none',
    person: ({ world }, next) => {
      expect(next).toMatch(said);
      world.engine.diff = async () => ({ changes: [] });
    },
    again: (command) => command,
  };
}

const goneSubnet = testChange('destroy', {
  attributes: [{ path: 'id', before: 'subnet-0b', after: null, forcesReplacement: false }],
});
const upgrade = testChange('change', {
  resource: 'aws_rds_global_cluster.main',
  type: 'aws_rds_global_cluster',
  attributes: [{ path: 'engine_version', before: '16.13', after: '17.9', forcesReplacement: false }],
});
const otherEngine = testChange('change', {
  resource: 'aws_elasticache_replication_group.main',
  type: 'aws_elasticache_replication_group',
  attributes: [{ path: 'engine', before: 'redis', after: 'valkey', forcesReplacement: false }],
});
const movedGroup = testChange('replace', {
  resource: 'aws_db_parameter_group.new',
  type: 'aws_db_parameter_group',
  movedFrom: 'aws_db_parameter_group.old',
});

/** The remedies for refused deploys that would lose something. */
export const lossRemedies: Remedies = {
  StatefulDestruction: {
    fault: givenChanges([replacedKey]),
    healed: ({ world }) => expect(world.recorded(network)).toMatchObject({ outcome: 'deployed' }),
  },
  SubnetInUse: [
    { ...edited(goneSubnet, {}, /^put the zone and its networks back/), when: 'put back' },
    { when: 'allowed', fault: givenChanges([goneSubnet]) },
  ],
  MajorUpgrade: edited(
    upgrade,
    { aws_rds_global_cluster: { main: {} } },
    /^put the environment's engineVersion back/,
  ),
  CacheEngineChanged: edited(
    otherEngine,
    { aws_elasticache_replication_group: { main: {} } },
    /^put the cache's type and engineVersion back/,
  ),
  MovedAndReplaced: edited(
    movedGroup,
    {
      aws_db_parameter_group: { new: {} },
      moved: [{ from: 'aws_db_parameter_group.old', to: 'aws_db_parameter_group.new' }],
    },
    /^put back the setting that forces it/,
  ),
};
