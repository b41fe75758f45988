import { Candidates } from './candidates';

const candidates = (created: Record<string, string> = {}) => new Candidates(new Map(Object.entries(created)));
const imports = (of: Candidates) => Object.fromEntries(of.imports);

test('an id is looked at, and imported if there is something behind it', () => {
  const some = candidates();
  expect(some.propose('aws_vpc.a', ['vpc-1', 'vpc-1'])).toBe(true);
  expect(some.undecided).toBe(true);
  expect(imports(some)).toEqual({ 'aws_vpc.a': 'vpc-1' });

  some.settle('aws_vpc.a', true);
  expect(some.undecided).toBe(false);
  expect(imports(some)).toEqual({ 'aws_vpc.a': 'vpc-1' });
});

test('an id that names nothing is not imported, and not looked at again', () => {
  const some = candidates();
  some.propose('aws_iam_role.a', ['a']);
  some.settle('aws_iam_role.a', false);

  expect([...some.imports]).toEqual([]);
  expect(some.propose('aws_iam_role.a', ['a'])).toBe(false);
  expect(some.propose('aws_iam_role.a', ['b'])).toBe(true);
});

/** Looks at all ids; those in `existing` are there. */
function decided(some: Candidates, address: string, ids: string[], existing: string[]): Candidates {
  some.propose(address, ids);
  ids.forEach(() => some.settle(address, existing.includes(some.imports.get(address) ?? '')));
  return some;
}

test.each<[string[], string[], string]>([
  [['vpc-1', 'vpc-2'], ['vpc-2'], 'vpc-2'],
  [['vpc-1', 'vpc-2'], ['vpc-1'], 'vpc-1'],
])('of %j, of which there is %j, it is %s', (ids, existing, expected) => {
  const some = decided(candidates(), 'aws_vpc.a', ids, existing);

  expect(() => some.requireUnambiguous()).not.toThrow();
  expect(imports(some)).toEqual({ 'aws_vpc.a': expected });
  expect(some.others.size).toBe(0);
});

test('of several that exist it is the one that Terraform said it created, and the others are told', () => {
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
  'several that exist are refused, by their ids, where Terraform said it created %j',
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

test('it is undecided as long as one of several resources is', () => {
  const some = decided(candidates(), 'aws_vpc.a', ['vpc-1'], ['vpc-1']);
  some.propose('aws_vpc.b', ['vpc-2']);

  expect(some.undecided).toBe(true);
});

test('what was never proposed, or is settled already, is nothing to settle', () => {
  const some = decided(candidates(), 'aws_vpc.a', ['vpc-1'], ['vpc-1']);
  some.settle('aws_vpc.a', true);
  some.settle('aws_vpc.b', true);

  expect(() => some.requireUnambiguous()).not.toThrow();
  expect([...some.imports]).toEqual([['aws_vpc.a', 'vpc-1']]);
  expect(some.others.size).toBe(0);
});

test('several are not refused while there is one to look at, which may be what was created', () => {
  const some = decided(candidates(), 'aws_vpc.a', ['vpc-1', 'vpc-2'], ['vpc-1', 'vpc-2']);
  some.propose('aws_vpc.a', ['vpc-3']);

  expect(() => some.requireUnambiguous()).not.toThrow();
});

test('where what Terraform said it created is gone, it is the one that is there', () => {
  const some = decided(candidates({ 'aws_vpc.a': 'vpc-3' }), 'aws_vpc.a', ['vpc-1'], ['vpc-1']);

  expect(imports(some)).toEqual({ 'aws_vpc.a': 'vpc-1' });
});
