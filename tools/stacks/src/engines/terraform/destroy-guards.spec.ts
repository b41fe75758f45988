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

test('the guarded resources are listed', () => {
  expect([...destroyGuards(folder())]).toEqual(['aws_vpc.main']);
});

test('a configuration without resources guards nothing', () => {
  expect(destroyGuards(testFolder({ 'cdk.tf.json': '{"terraform":{}}' })).size).toBe(0);
});

test('only the guards are removed during the work', async () => {
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

test('the guards are back after the work, even if the work failed', async () => {
  const directory = folder();
  const before = read(directory);
  const work = withoutDestroyGuards(directory, () => Promise.reject(new Error('no plan')));

  await expect(work).rejects.toThrow('no plan');
  expect(read(directory)).toBe(before);
});
