import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { testFolder } from '../../test-folder';
import { providerRegions } from './provider-regions';

const regionsOf = (configuration?: object) => {
  const directory = testFolder();
  if (configuration) writeFileSync(join(directory, 'cdk.tf.json'), JSON.stringify(configuration));
  return providerRegions(directory);
};
const own = { region: 'us-east-1' };

test('the regions of further providers are returned by alias', () => {
  expect(regionsOf({ provider: { aws: [own, { alias: 'dr', region: 'us-west-2' }] } })).toEqual({
    dr: 'us-west-2',
  });
});

test.each<[string, object | undefined]>([
  ['has one provider', { provider: { aws: [own] } }],
  ['has no provider', {}],
  ['is not of Terraform', undefined],
])('a stack that %s gives undefined', (_, configuration) => {
  expect(regionsOf(configuration)).toBeUndefined();
});
