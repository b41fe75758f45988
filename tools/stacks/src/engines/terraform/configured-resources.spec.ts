import { testFolder } from '../../test-folder';
import { configuredResources } from './configured-resources';

const resourcesOf = (configuration: object) =>
  configuredResources(testFolder({ 'cdk.tf.json': configuration }));

test('every resource of a configuration is listed, with its provider if that is not the default one', () => {
  expect(
    resourcesOf({
      resource: { aws_vpc: { a: {}, b: { provider: 'aws.dr' } }, aws_eip: { c: { tags: {} } } },
    }),
  ).toEqual([
    { type: 'aws_vpc', name: 'a' },
    { type: 'aws_vpc', name: 'b', provider: 'aws.dr' },
    { type: 'aws_eip', name: 'c' },
  ]);
});

test('a configuration without resources gives an empty list', () => {
  expect(resourcesOf({})).toEqual([]);
});
