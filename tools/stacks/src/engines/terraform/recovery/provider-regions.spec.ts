import { testFolder } from '../../../test-folder';
import { otherRegions } from './provider-regions';

const regionsOf = (configuration: object) => [...otherRegions(testFolder({ 'cdk.tf.json': configuration }))];
const provider = { aws: [{ region: 'us-east-1' }, { alias: 'dr', region: 'eu-west-1' }, { alias: 'bare' }] };

test('a resource is in the region of the provider that it names', () => {
  const resource = {
    aws_kms_key: { here: {}, there: { provider: 'aws.dr' }, gone: { provider: 'aws.none' } },
    aws_vpc: { plain: { provider: 'aws' }, bare: { provider: 'aws.bare' } },
  };

  expect(regionsOf({ provider, resource })).toEqual([['aws_kms_key.there', 'eu-west-1']]);
});

test.each([
  ['no resource', { provider }],
  ['no provider', { resource: { aws_kms_key: { a: { provider: 'aws.dr' } } } }],
  [
    'no provider of AWS',
    { provider: { random: [{}] }, resource: { aws_vpc: { a: { provider: 'aws.dr' } } } },
  ],
])('a configuration with %s has nothing in another region', (_, configuration) => {
  expect(regionsOf(configuration)).toEqual([]);
});
