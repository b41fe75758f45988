import { readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { testFolder } from '../test-folder';
import { readSynthIndex, writeSynthIndexes } from './synth-index';

const stack = (app: string, name: string, template: string) => ({ app, stack: name, template });
const workspace = () =>
  testFolder({
    'dist/synth/local/primary/network/vpc/stack.json': stack('network', 'vpc', 'cdk.tf.json'),
    'dist/synth/local/primary/network/vpc/cdk.tf.json': {},
    'dist/synth/local/dr/app-platform/service/stack.json': stack(
      'app-platform',
      'service',
      'x.template.json',
    ),
    'dist/synth/prod/primary/network/vpc/stack.json': stack('network', 'vpc', 'cdk.tf.json'),
  });

test('every environment has an index of its stacks, with templates by their path in the workspace', () => {
  const root = workspace();
  writeSynthIndexes(root);

  expect(readSynthIndex(root, 'local')).toEqual([
    stack('app-platform', 'service', 'dist/synth/local/dr/app-platform/service/x.template.json'),
    stack('network', 'vpc', 'dist/synth/local/primary/network/vpc/cdk.tf.json'),
  ]);
  expect(readSynthIndex(root, 'prod')).toEqual([
    stack('network', 'vpc', 'dist/synth/prod/primary/network/vpc/cdk.tf.json'),
  ]);
});

test("the policy's variant of a template is indexed like the template", () => {
  const described = { ...stack('network', 'vpc', 'cdk.tf.json'), complete: 'complete.json' };
  const root = testFolder({ 'dist/synth/local/primary/network/vpc/stack.json': described });
  writeSynthIndexes(root);

  expect(readSynthIndex(root, 'local')).toEqual([
    expect.objectContaining({ complete: 'dist/synth/local/primary/network/vpc/complete.json' }),
  ]);
});

test('an index that is up to date is left alone', () => {
  const root = workspace();
  const file = join(root, 'dist/synth/local/index.json');
  writeSynthIndexes(root);
  const [text, { ino }] = [readFileSync(file, 'utf8'), statSync(file)];
  writeSynthIndexes(root);

  expect(readFileSync(file, 'utf8')).toBe(text);
  // A rewritten file would be another inode.
  expect(statSync(file).ino).toBe(ino);
});

test('a removed stack is no longer in the index', () => {
  const root = workspace();
  writeSynthIndexes(root);
  rmSync(join(root, 'dist/synth/local/dr'), { recursive: true });
  writeSynthIndexes(root);

  expect(readSynthIndex(root, 'local').map(({ app }) => app)).toEqual(['network']);
});

test('without synthesized stacks there is no index', () => {
  const root = testFolder();
  writeSynthIndexes(root);

  expect(readSynthIndex(root, 'local')).toEqual([]);
});
