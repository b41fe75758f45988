import { type PlannedResource } from './import-folder';
import { corrected, toCorrect } from './import-corrections';

const address = 'aws_ssm_parameter.publish-network-vpcId';
type Change = PlannedResource['change'];

const planned = (change: Partial<Change>, type = 'aws_ssm_parameter'): PlannedResource => ({
  address,
  mode: 'managed',
  name: 'publish-network-vpcId',
  type,
  change: { actions: ['update'], before: null, after: null, ...change },
});
const imported = { value: 'vpc-1', insecure_value: null };

test.each<[string, Partial<Change>, boolean]>([
  ['imported', { before: imported, after: {}, after_unknown: { insecure_value: true } }, true],
  ['imported, with another value', { before: imported, after: { insecure_value: 'vpc-2' } }, true],
  [
    'deployed',
    { before: { value: null, insecure_value: 'vpc-1' }, after: { insecure_value: 'vpc-1' } },
    false,
  ],
  ['secret', { before: imported, after: { value: 'vpc-1', insecure_value: null } }, false],
  ['imported without a value', { before: { value: '' }, after: { insecure_value: 'vpc-1' } }, false],
  ['without any value in the configuration', { before: imported, after: {} }, false],
  ['to be destroyed', { before: imported, after_unknown: { insecure_value: true } }, false],
  ['yet to be created', { after: { insecure_value: 'vpc-1' } }, false],
])('of a parameter that is %s', (_, change, isClosed) => {
  expect([...toCorrect([planned(change)]).keys()]).toEqual(isClosed ? [address] : []);
});

const secret = [{ secret_arn: 'arn' }];

test.each<[string, Partial<Change>, boolean]>([
  [
    'imported',
    {
      before: { manage_master_user_password: null, master_user_secret: secret },
      after: { manage_master_user_password: true },
    },
    true,
  ],
  [
    'deployed',
    {
      before: { manage_master_user_password: true, master_user_secret: secret },
      after: { manage_master_user_password: true },
    },
    false,
  ],
  [
    'to have its password managed from now on',
    {
      before: { manage_master_user_password: null, master_user_secret: [] },
      after: { manage_master_user_password: true },
    },
    false,
  ],
  [
    'to have a password of its own',
    {
      before: { manage_master_user_password: null, master_user_secret: secret },
      after: { manage_master_user_password: null },
    },
    false,
  ],
])('of a cluster that is %s', (_, change, isWrong) => {
  expect(toCorrect([planned(change, 'aws_rds_cluster')]).size).toBe(isWrong ? 1 : 0);
});

test('a cluster with a managed password is corrected', () => {
  const attributes = { manage_master_user_password: null, master_user_secret: secret };
  const resource = { mode: 'managed', type: 'aws_rds_cluster', name: 'a', instances: [{ attributes }] };

  const { change } = planned({ before: attributes, after: { manage_master_user_password: true } });
  expect(corrected({ serial: 1, resources: [resource] }, new Map([['aws_rds_cluster.a', change]]))).toEqual({
    serial: 2,
    resources: [
      { ...resource, instances: [{ attributes: { ...attributes, manage_master_user_password: true } }] },
    ],
  });
});

test.each([
  ['aws_rds_cluster', 'master_password_wo_version'],
  ['aws_db_instance', 'password_wo_version'],
])('the password of an imported %s is not set again', (type, version) => {
  const resource = (attributes: object) => ({
    mode: 'managed',
    type,
    name: 'a',
    instances: [{ attributes: { id: 'db', ...attributes } }],
  });
  const wrong = toCorrect([
    { ...planned({ before: { [version]: null }, after: { [version]: 3 } }, type), address: `${type}.a` },
  ]);

  expect(corrected({ serial: 1, resources: [resource({ [version]: null })] }, wrong).resources).toEqual([
    resource({ [version]: 3 }),
  ]);
  // A higher version means another password.
  expect(toCorrect([planned({ before: { [version]: 2 }, after: { [version]: 3 } }, type)]).size).toBe(0);
});

test('other types are not corrected', () => {
  const change = { before: imported, after: {}, after_unknown: { insecure_value: true } };

  expect(toCorrect([planned(change, 'aws_vpc')]).size).toBe(0);
});

test('only the value in the state is moved', () => {
  const parameter = (name: string, mode: string, attributes: object) => ({
    mode,
    type: 'aws_ssm_parameter',
    name,
    provider: 'provider["registry.terraform.io/hashicorp/aws"]',
    instances: [{ schema_version: 0, attributes: { name: '/a', ...attributes }, private: 'x' }],
  });
  const before = { value: 'vpc-1', insecure_value: null, has_value_wo: false };
  const others = [
    parameter('publish-network-vpcId', 'data', before),
    parameter('publish-network-vpcCidr', 'managed', before),
  ];
  const state = {
    version: 4,
    lineage: 'l',
    serial: 7,
    resources: [parameter('publish-network-vpcId', 'managed', before), ...others],
  };

  const { change } = planned({ before: imported, after: {}, after_unknown: { insecure_value: true } });
  expect(corrected(state, new Map([[address, change]]))).toEqual({
    version: 4,
    lineage: 'l',
    serial: 8,
    resources: [
      parameter('publish-network-vpcId', 'managed', {
        value: null,
        insecure_value: 'vpc-1',
        has_value_wo: null,
      }),
      ...others,
    ],
  });
});
