import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnvironment } from '@bulkhead/config';
import { type Synthesized } from '../synthesis/synthesize';
import { testFolder } from '../test-folder';
import { testInstance } from '../workspace/test-instances';
import { withStateOf } from './former-state';

const environment = parseEnvironment({ name: 'qa', preset: 'saas', account: '123456789012' }, 'qa.json');

test.each([
  [
    'in a bucket',
    { s3: { bucket: 'b', key: 'qa/primary/network/main.tfstate' } },
    'qa/primary/network/vpc.tfstate',
  ],
  ['on this machine', { local: { path: 'terraform.tfstate' } }, undefined],
])('the synthesized stack is compared with the state of the former name, kept %s', (_, backend, key) => {
  const workspaceRoot = testFolder();
  const synthesized = join(workspaceRoot, 'synth');
  const text = JSON.stringify({ resource: { a: 1 }, terraform: { backend } });
  mkdirSync(join(synthesized, 'assets'), { recursive: true });
  writeFileSync(join(synthesized, 'assets/code.zip'), 'code');
  writeFileSync(join(synthesized, 'cdk.tf.json'), text);
  const { directory } = withStateOf({ workspaceRoot, environment }, testInstance('network/vpc@primary'), {
    directory: synthesized,
  } as Synthesized);

  expect(JSON.parse(readFileSync(join(directory, 'cdk.tf.json'), 'utf8'))).toEqual({
    resource: { a: 1 },
    terraform: { backend: key ? { s3: { bucket: 'b', key } } : backend },
  });
  expect(readFileSync(join(directory, 'assets/code.zip'), 'utf8')).toBe('code');
  // The original synthesis stays unchanged, because the deploy continues with it.
  expect(readFileSync(join(synthesized, 'cdk.tf.json'), 'utf8')).toBe(text);
});
