import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { testFolder } from '../../test-folder';
import { destroyGuards, withoutDestroyGuards } from './destroy-guards';

const folder = () =>
  testFolder({
    'cdk.tf.json': {
      terraform: {},
      resource: {
        aws_vpc: { main: { lifecycle: { prevent_destroy: true, ignore_changes: ['tags'] } } },
        aws_kms_key: { one: { lifecycle: { prevent_destroy: false } }, two: {} },
      },
    },
  });
const read = (directory: string) => readFileSync(join(directory, 'cdk.tf.json'), 'utf8');

test('what the code guards is named', () => {
  expect([...destroyGuards(folder())]).toEqual(['aws_vpc.main']);
});

test('a configuration without resources guards nothing', () => {
  expect(destroyGuards(testFolder({ 'cdk.tf.json': '{"terraform":{}}' })).size).toBe(0);
});

test('guards are out while the work lasts, and nothing else of the configuration is', async () => {
  const directory = folder();
  const result = await withoutDestroyGuards(directory, async () => JSON.parse(read(directory)) as unknown);

  expect(result).toEqual({
    terraform: {},
    resource: {
      aws_vpc: { main: { lifecycle: { ignore_changes: ['tags'] } } },
      aws_kms_key: { one: { lifecycle: {} }, two: {} },
    },
  });
});

test('they are back after it, even where it failed', async () => {
  const directory = folder();
  const before = read(directory);
  const work = withoutDestroyGuards(directory, () => Promise.reject(new Error('no plan')));

  await expect(work).rejects.toThrow('no plan');
  expect(read(directory)).toBe(before);
});
