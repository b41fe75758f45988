import { type Diagnostic } from '../terraform-message';
import { absentOf } from './import-refusals';

const nothingThere = 'Cannot import non-existent remote object';
const imports = new Map([
  ['aws_vpc.a', 'vpc-1'],
  ['aws_vpc.ab', 'vpc-2'],
  ['aws_unheard_of.a', 'a'],
  ['aws_iam_role.a', 'a'],
  ['aws_route_table_association.a', 'subnet-1/rtb-1'],
]);
const refusal = (summary: string, detail?: string): Diagnostic => ({
  severity: 'error',
  summary,
  ...(detail !== undefined && { detail }),
});
const absent = (...refusals: Diagnostic[]) => {
  const found = absentOf(refusals, imports);
  return found && [...found];
};
const association = 'No association found between route table ID rtb-1 and target ID subnet-1';

test("a missing object is returned by its address, from Terraform's and from a provider's message", () => {
  expect(
    absent(
      refusal(nothingThere, 'While attempting to import an existing object to "aws_vpc.ab", the provider'),
      refusal(association),
    ),
  ).toEqual(['aws_vpc.ab', 'aws_route_table_association.a']);
});

test.each([
  ['another resource', refusal(nothingThere, 'to "aws_vpc.b", the provider')],
  ['no resource', refusal(nothingThere)],
  ['the absence of another association', refusal(association.replace('rtb-1', 'rtb-2'))],
  ['something else', refusal('AccessDenied', 'to "aws_vpc.a", the provider')],
])('if the refusal is about %s, nothing counts as missing', (_, other) => {
  const known = refusal(nothingThere, 'to "aws_vpc.a", the provider');

  expect(absent(other)).toBeUndefined();
  expect(absent(known, other)).toBeUndefined();
});

test('an error that passes by itself beside a missing object is ignored', () => {
  const known = refusal(nothingThere, 'to "aws_vpc.a", the provider');
  const throttled = refusal(
    'reading IAM Role Policy Attachment (a:b)',
    'operation error IAM: ListAttachedRolePolicies, https response error StatusCode: 400, api error Throttling: Rate exceeded',
  );
  const denied = refusal('AccessDenied', 'to "aws_vpc.a", the provider');

  expect(absent(throttled, known)).toEqual(['aws_vpc.a']);
  expect(absent(throttled)).toBeUndefined();
  expect(absent(throttled, known, denied)).toBeUndefined();
});

test('without a refusal, nothing is missing', () => {
  expect(absent()).toEqual([]);
});
