import { type PlannedResource } from './import-folder';
import { adoptionRules } from './adoption-rules';
import { halfCreated } from './half-created';
import { usableTainted } from './usable-tainted';

const planned = (
  type: string,
  over: Partial<PlannedResource> = {},
  before: object = {},
): PlannedResource => ({
  address: `${type}.a`,
  mode: 'managed',
  type,
  name: 'a',
  action_reason: 'replace_because_tainted',
  change: { actions: ['delete', 'create'], before: { id: 'a', ...before }, after: {} },
  ...over,
});
const judged = (resource: PlannedResource, failure?: string, guarded: string[] = []) =>
  usableTainted([resource], new Set(guarded), {
    failures: new Map(failure === undefined ? [] : [[resource.address, failure]]),
  });
const isKept = (...arguments_: Parameters<typeof judged>) => judged(...arguments_).usable.length === 1;

const expired = 'operation error EC2: Describe, api error ExpiredToken';

test.each([
  'aws_rds_cluster',
  'aws_s3_bucket',
  'aws_kms_key',
  'aws_rds_cluster_parameter_group',
  'aws_iam_role',
  'aws_kms_alias',
])('%s is kept if its creation was not finished', (type) => {
  expect(isKept(planned(type))).toBe(true);
});

test.each<[string, PlannedResource]>([
  [
    'that is replaced because of the code',
    planned('aws_rds_cluster', { action_reason: 'replace_because_cannot_update' }),
  ],
  ['that is not replaced', planned('aws_rds_cluster', { action_reason: undefined })],
])('a resource %s is left to Terraform', (_, resource) => {
  expect(judged(resource)).toEqual({ usable: [], unusable: [] });
});

test('a type without an adoption rule is replaced, unless the code guards it', () => {
  const balancer = planned('aws_lb');

  expect(judged(balancer).unusable).toEqual([
    [balancer, expect.stringContaining('without an adoption rule')],
  ]);
  expect(isKept(balancer, undefined, ['aws_lb.a'])).toBe(true);
  expect(isKept(balancer, undefined, ['aws_lb.b'])).toBe(false);
});

test.each([
  ['available', true],
  ['creating', true],
  ['failed', false],
  ['create-failed', false],
  ['incompatible-parameters', false],
  ['inaccessible-encryption-credentials', false],
  ['deleting', false],
  ['rejected', false],
])('a resource with status %s: usable %s', (status, usable) => {
  for (const resource of [
    planned('aws_db_instance', {}, { status }),
    planned('aws_vpc_endpoint', {}, { state: status }),
  ]) {
    expect(isKept(resource)).toBe(usable);
    expect(judged(resource).unusable).toHaveLength(usable ? 0 : 1);
  }
});

describe('a resource that AWS gave up', () => {
  const failure =
    "waiting for RDS DB Proxy (a) create: unexpected state 'incompatible-network', wanted 'available'";

  test('is replaced, with the message of AWS', () => {
    const proxy = planned('aws_db_proxy');

    expect(judged(proxy, failure).unusable).toEqual([
      [proxy, "was left in unexpected state 'incompatible-network'"],
    ]);
  });

  test('is kept if its data would be lost', () => {
    expect(isKept(planned('aws_rds_cluster'), failure)).toBe(true);
  });

  test('is not one that could not be read', () => {
    expect(isKept(planned('aws_db_proxy'), `waiting for RDS DB Proxy (a) create: ${expired}`)).toBe(true);
  });
});

describe('a type with a part that may be missing without any plan seeing it', () => {
  const openRule = { protocol: '-1', cidr_blocks: ['0.0.0.0/0'] };

  test.each<[string, PlannedResource, boolean]>([
    [
      'a group with the default rule of EC2',
      planned('aws_security_group', {}, { egress: [openRule] }),
      false,
    ],
    ['a group without rules', planned('aws_security_group', {}, { egress: [] }), true],
    [
      'a default group with a rule left',
      planned('aws_default_security_group', {}, { ingress: [openRule], egress: [] }),
      false,
    ],
    ['a default group without rules', planned('aws_default_security_group'), true],
    ['a gateway that failed', planned('aws_nat_gateway', {}, { network_interface_id: '' }), false],
    ['a gateway with its interface', planned('aws_nat_gateway', {}, { network_interface_id: 'eni-1' }), true],
    ['a function', planned('aws_lambda_function'), false],
  ])('is kept if it is visibly whole: %s', (_, resource, usable) => {
    expect(isKept(resource)).toBe(usable);
  });

  test('is kept if only the read after its creation failed', () => {
    expect(isKept(planned('aws_lambda_function'), `reading Lambda Function (a): ${expired}`)).toBe(true);
    expect(isKept(planned('aws_lambda_function'), `waiting for Lambda Function (a): ${expired}`)).toBe(false);
  });
});

test.each(Object.entries(halfCreated))('%s has a reason and an adoption rule', (type, half) => {
  expect(half.reason).not.toBe('');
  expect(type in adoptionRules).toBe(true);
});
