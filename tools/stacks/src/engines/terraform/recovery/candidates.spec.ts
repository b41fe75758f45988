import { Candidates } from './candidates';

const candidates = (created: Record<string, string> = {}) => new Candidates(new Map(Object.entries(created)));
const imports = (of: Candidates) => Object.fromEntries(of.imports);

test('an id is checked, and imported if its object exists', () => {
  const some = candidates();
  expect(some.propose('aws_vpc.a', ['vpc-1', 'vpc-1'])).toBe(true);
  expect(some.undecided).toBe(true);
  expect(imports(some)).toEqual({ 'aws_vpc.a': 'vpc-1' });

  some.settle('aws_vpc.a', true);
  expect(some.undecided).toBe(false);
  expect(imports(some)).toEqual({ 'aws_vpc.a': 'vpc-1' });
});

test('an id that names nothing is not imported, and not checked again', () => {
  const some = candidates();
  some.propose('aws_iam_role.a', ['a']);
  some.settle('aws_iam_role.a', false);

  expect([...some.imports]).toEqual([]);
  expect(some.propose('aws_iam_role.a', ['a'])).toBe(false);
  expect(some.propose('aws_iam_role.a', ['b'])).toBe(true);
});

/** Checks all ids; the ids in `existing` exist. */
function decided(some: Candidates, address: string, ids: string[], existing: string[]): Candidates {
  some.propose(address, ids);
  ids.forEach(() => some.settle(address, existing.includes(some.imports.get(address) ?? '')));
  return some;
}

test.each<[string[], string[], string]>([
  [['vpc-1', 'vpc-2'], ['vpc-2'], 'vpc-2'],
  [['vpc-1', 'vpc-2'], ['vpc-1'], 'vpc-1'],
])('of %j with existing %j, the result is %s', (ids, existing, expected) => {
  const some = decided(candidates(), 'aws_vpc.a', ids, existing);

  expect(() => some.requireUnambiguous()).not.toThrow();
  expect(imports(some)).toEqual({ 'aws_vpc.a': expected });
  expect(some.others.size).toBe(0);
});

test('of several existing objects, the one that Terraform reported as created is chosen, and the others are returned', () => {
  const some = decided(
    candidates({ 'aws_vpc.a': 'vpc-2' }),
    'aws_vpc.a',
    ['vpc-1', 'vpc-2'],
    ['vpc-1', 'vpc-2'],
  );

  expect(() => some.requireUnambiguous()).not.toThrow();
  expect(imports(some)).toEqual({ 'aws_vpc.a': 'vpc-2' });
  expect([...some.others]).toEqual([['aws_vpc.a', ['vpc-1']]]);
});

test.each([[{}], [{ 'aws_vpc.a': 'vpc-3' }]])(
  'several existing objects are refused with their ids if Terraform reported %j as created',
  (created) => {
    const some = decided(candidates(created), 'aws_vpc.a', ['vpc-1', 'vpc-2'], ['vpc-1', 'vpc-2']);

    expect(() => some.requireUnambiguous()).toThrow(
      expect.objectContaining({
        code: 'AmbiguousResource',
        message: expect.stringMatching(/aws_vpc\.a .*vpc-1, vpc-2/),
        next: expect.stringContaining('bulkhead:address'),
      }),
    );
  },
);

test('the candidates are undecided as long as one resource is undecided', () => {
  const some = decided(candidates(), 'aws_vpc.a', ['vpc-1'], ['vpc-1']);
  some.propose('aws_vpc.b', ['vpc-2']);

  expect(some.undecided).toBe(true);
});

test('an id that was never proposed, or is already settled, is ignored', () => {
  const some = decided(candidates(), 'aws_vpc.a', ['vpc-1'], ['vpc-1']);
  some.settle('aws_vpc.a', true);
  some.settle('aws_vpc.b', true);

  expect(() => some.requireUnambiguous()).not.toThrow();
  expect([...some.imports]).toEqual([['aws_vpc.a', 'vpc-1']]);
  expect(some.others.size).toBe(0);
});

test('several objects are not refused while an id is unchecked, because it may be the created one', () => {
  const some = decided(candidates(), 'aws_vpc.a', ['vpc-1', 'vpc-2'], ['vpc-1', 'vpc-2']);
  some.propose('aws_vpc.a', ['vpc-3']);

  expect(() => some.requireUnambiguous()).not.toThrow();
});

test('if the object that Terraform reported as created is gone, the existing one is chosen', () => {
  const some = decided(candidates({ 'aws_vpc.a': 'vpc-3' }), 'aws_vpc.a', ['vpc-1'], ['vpc-1']);

  expect(imports(some)).toEqual({ 'aws_vpc.a': 'vpc-1' });
});
