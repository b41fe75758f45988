import { consumedPaths } from './consumed-paths';
import { differing, type FreshSynthesis } from './fresh-synthesis';
import { lockedProviders } from './locked-providers';

const synthesis = (meanings: Record<string, unknown>): FreshSynthesis =>
  new Map(Object.entries(meanings).map(([id, meaning]) => [id, { meaning, consumes: [] }]));

test.each([
  ['is changed', { a: [1], b: [1] }, { a: [1], b: [2] }, ['b']],
  ['is added', { a: [1] }, { a: [1], b: [2] }, ['b']],
  ['is removed', { a: [1], b: [2] }, { a: [1] }, ['b']],
  ['has only its keys in another order', { a: { x: 1, y: 2 } }, { a: { y: 2, x: 1 } }, []],
])('a stack that %s', (_, before, after, ids) => {
  expect(differing(synthesis(before), synthesis(after))).toEqual(ids);
});

test('the parameters that a template reads are found for both engines', () => {
  const terraform = { data: { aws_ssm_parameter: { a: { name: '/bulkhead/local/network/vpcId' } } } };
  const cloudFormation = {
    Parameters: {
      A: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/bulkhead/local/network/vpcId' },
      B: { Type: 'String', Default: 'a' },
    },
  };

  expect(consumedPaths('cdktf', terraform)).toEqual(['/bulkhead/local/network/vpcId']);
  expect(consumedPaths('cdk', cloudFormation)).toEqual(['/bulkhead/local/network/vpcId']);
  expect(consumedPaths('cdktf', {})).toEqual([]);
});

test('only the version of each provider counts in a lock file', () => {
  const lock = `# A comment.
provider "registry.terraform.io/hashicorp/aws" {
  version     = "5.100.0"
  constraints = "5.100.0"
  hashes = [
    "h1:a",
  ]
}

provider "registry.terraform.io/hashicorp/tls" {
  version = "4.0.0"
}
`;

  expect(lockedProviders(lock)).toEqual({
    'registry.terraform.io/hashicorp/aws': '5.100.0',
    'registry.terraform.io/hashicorp/tls': '4.0.0',
  });
});
