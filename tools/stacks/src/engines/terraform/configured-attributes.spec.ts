import { testFolder } from '../../test-folder';
import { readConfiguration } from './configured-attributes';

const directory = testFolder({
  'cdk.tf.json': {
    resource: {
      aws_ecs_service: {
        web: {
          desired_count: 2,
          lifecycle: { ignore_changes: ['desired_count', 'tags["Owner"]', 'tags["a:b"]'] },
        },
        frozen: { name: 'x', lifecycle: { ignore_changes: 'all' } },
        plain: { name: 'y' },
      },
    },
  },
});
const configured = readConfiguration({ directory });

test.each([
  ['plain', []],
  ['web', ['desired_count', 'tags.Owner', 'tags["a:b"]']],
  ['frozen', ['name', 'lifecycle']],
])('of %s it ignores %j', (name, ignored) => {
  expect(configured('aws_ecs_service', name)?.ignored).toEqual(ignored);
});

test('the configured values are returned as written', () => {
  expect(configured('aws_ecs_service', 'web')?.set).toMatchObject({ desired_count: 2 });
});

test.each([
  ['aws_ecs_service', 'gone'],
  ['aws_vpc', 'main'],
])('%s.%s is not in it', (type, name) => {
  expect(configured(type, name)).toBeUndefined();
});

test('a stack without resources has none', () => {
  expect(
    readConfiguration({ directory: testFolder({ 'cdk.tf.json': {} }) })('aws_vpc', 'main'),
  ).toBeUndefined();
});
