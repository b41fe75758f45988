import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { testFolder } from '../../test-folder';
import { liftDestroyGuards } from './destroy-guards';

const lifted = (resource: object) => {
  const directory = testFolder({ 'cdk.tf.json': { terraform: {}, resource } });
  const guarded = liftDestroyGuards(directory);
  return {
    guarded,
    configuration: JSON.parse(readFileSync(join(directory, 'cdk.tf.json'), 'utf8')) as unknown,
  };
};

test('guards are named and taken out, and nothing else of a lifecycle is', () => {
  const { guarded, configuration } = lifted({
    aws_vpc: { main: { lifecycle: { prevent_destroy: true, ignore_changes: ['tags'] } } },
    aws_kms_key: { one: { lifecycle: { prevent_destroy: false } }, two: {} },
  });

  expect([...guarded]).toEqual(['aws_vpc.main']);
  expect(configuration).toMatchObject({
    terraform: {},
    resource: {
      aws_vpc: { main: { lifecycle: { ignore_changes: ['tags'] } } },
      aws_kms_key: { one: { lifecycle: { prevent_destroy: false } }, two: {} },
    },
  });
  expect(JSON.stringify(configuration)).not.toContain('"prevent_destroy":true');
});

test('a configuration without resources has no guards', () => {
  const directory = testFolder({ 'cdk.tf.json': '{"terraform":{}}' });

  expect(liftDestroyGuards(directory).size).toBe(0);
  expect(readFileSync(join(directory, 'cdk.tf.json'), 'utf8')).toBe('{"terraform":{}}');
});
