import { Refusal } from '@bulkhead/errors';
import { testChange } from '../plans/test-diffs';
import { occupiedSubnets, requireSubnetsKept, requireSubnetsUntouched } from './occupied-subnets';

const published = ['/network/vpcId', '/network/privateSubnetIds', '/network/isolatedSubnetIds'];
const database = {
  id: 'database/relational@primary',
  consumed: { '/network/vpcId': 'vpc-1', '/network/isolatedSubnetIds': 'subnet-0a,subnet-0b' },
};
const cache = {
  id: 'database/cache@primary',
  consumed: { '/network/isolatedSubnetIds': 'subnet-0b', '/database/subnet': 'subnet-0c' },
};
const occupied = occupiedSubnets(published, [database, cache]);

const subnet = (action: 'destroy' | 'replace' | 'change', name: string, id: string) =>
  testChange(action, {
    resource: `aws_subnet.${name}`,
    attributes: [{ path: 'id', before: id, after: null, forcesReplacement: false }],
  });
const refusal =
  (changes: Parameters<typeof requireSubnetsKept>[1], ...allowed: string[]) =>
  () =>
    requireSubnetsKept('network/vpc@primary', changes, occupied, allowed);

test('a published subnet is occupied by each stack that was deployed with its id', () => {
  expect(occupied).toEqual(
    new Map([
      ['subnet-0a', [database.id]],
      ['subnet-0b', [database.id, cache.id]],
    ]),
  );
});

test('to remove or renumber a zone is refused, with the stacks in its subnets and the next step', () => {
  expect(refusal([subnet('replace', 'a', 'subnet-0a'), subnet('destroy', 'b', 'subnet-0b')])).toThrow(
    expect.objectContaining({
      code: 'SubnetInUse',
      message: [
        'network/vpc@primary would remove subnets that other stacks are deployed in:',
        '  replace aws_subnet.a (subnet-0a), in use by database/relational@primary',
        '  destroy aws_subnet.b (subnet-0b), in use by database/relational@primary, database/cache@primary',
        'EC2 does not delete a subnet that is in use, and resources that hold data cannot move to another subnet. Nothing was touched.',
      ].join('\n'),
      next: expect.stringMatching(
        /availabilityZones as they were .*--allowDestroy='aws_subnet\.a,aws_subnet\.b'$/,
      ),
    }),
  );
});

test.each([
  ['a subnet that nothing is in', [subnet('destroy', 'c', 'subnet-0c')]],
  ['a change in place', [subnet('change', 'a', 'subnet-0a')]],
  ['another resource', [testChange('destroy', { type: 'aws_nat_gateway' })]],
])('%s is not refused', (_, changes) => {
  expect(refusal(changes)).not.toThrow();
});

test('only the named subnets may be removed', () => {
  const both = [subnet('destroy', 'a', 'subnet-0a'), subnet('destroy', 'b', 'subnet-0b')];

  expect(refusal(both, 'aws_subnet.a', 'aws_subnet.b')).not.toThrow();
  expect(refusal(both, 'aws_subnet.a')).toThrow(/^(?!.*subnet-0a).*subnet-0b/s);
});

describe('while the records of some stacks cannot be read', () => {
  const unreadable = new Refusal('RecordUnreadable', 'What is recorded of database/cache@primary …');
  const untouched =
    (changes: Parameters<typeof requireSubnetsUntouched>[0], refusals: Refusal[], ...allowed: string[]) =>
    () =>
      requireSubnetsUntouched(changes, refusals, allowed);
  const taken = subnet('destroy', 'c', 'subnet-0c');

  test('no subnet is removed, occupied or not', () => {
    expect(untouched([taken], [unreadable])).toThrow(unreadable);
    expect(untouched([subnet('replace', 'a', 'subnet-0a')], [unreadable])).toThrow(unreadable);
  });

  test.each([
    ['subnets stay', [subnet('change', 'a', 'subnet-0a')], [unreadable], []],
    ['the subnet was named', [taken], [unreadable], ['aws_subnet.c']],
    ['all records can be read', [taken], [], []],
  ])('a deploy continues if %s', (_, changes, refusals, allowed) => {
    expect(untouched(changes, refusals, ...allowed)).not.toThrow();
  });
});

test('a subnet is found by its id among other attributes; a subnet without an id is not in use', () => {
  const { attributes } = subnet('destroy', 'a', 'subnet-0a');
  const arn = { path: 'arn', before: 'arn:a', after: null, forcesReplacement: false };

  expect(refusal([testChange('destroy', { attributes: [arn, ...attributes] })])).toThrow(/subnet-0a/);
  expect(refusal([testChange('destroy', { attributes: [arn] })])).not.toThrow();
});

test('CloudFormation has subnets too', () => {
  const change = { ...subnet('destroy', 'a', 'subnet-0a'), type: 'AWS::EC2::Subnet' };

  expect(refusal([change])).toThrow(/subnet-0a/);
});

test('a value that only resembles a subnet id is ignored, and a stack that reads a subnet twice is named once', () => {
  const reader = {
    id: 'a/b@primary',
    consumed: { '/x': 'subnet-0a,my-subnet-0a,subnet-0a-b,vpc-1', '/y': 'subnet-0a' },
  };

  expect(occupiedSubnets(['/x', '/y'], [reader])).toEqual(new Map([['subnet-0a', ['a/b@primary']]]));
});
