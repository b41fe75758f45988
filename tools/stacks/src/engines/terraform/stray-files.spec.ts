import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { testFolder } from '../../test-folder';
import { removeStrayFiles } from './stray-files';

const read = [
  'backend_override.tf',
  'a.tf.json',
  'b.tofu',
  'b.tofu.json',
  'terraform.tfvars',
  'terraform.tfvars.json',
  'my.auto.tfvars',
  'my.auto.tfvars.json',
];
const notRead = [
  'cdk.tf.json',
  'a.tf.txt',
  'b.tofu.json.bak',
  'my.tfvars',
  'my.terraform.tfvars',
  'atf',
  'plan.bin',
];

test('only files that Terraform would read by itself are removed and returned', () => {
  const directory = testFolder(Object.fromEntries([...read, ...notRead].map((name) => [name, ''])));

  expect(removeStrayFiles(directory)).toEqual([...read].sort());
  expect(readdirSync(directory).sort()).toEqual([...notRead].sort());
});

test('a folder of such a name is removed with its content', () => {
  const directory = testFolder({ 'modules.tf/main.txt': '' });

  expect(removeStrayFiles(directory)).toEqual(['modules.tf']);
  expect(existsSync(join(directory, 'modules.tf'))).toBe(false);
});

test('without such files, nothing is returned', () => {
  expect(removeStrayFiles(testFolder({ 'cdk.tf.json': {} }))).toEqual([]);
});
