import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { testFolder } from '../test-folder';
import { artifactDigests } from './artifact-digests';

test('a digest covers every byte of every file', () => {
  const folder = testFolder({ 'plan.bin': 'abc', 'synth/stack.json': '{}' });
  const before = artifactDigests(folder);
  writeFileSync(join(folder, 'synth/stack.json'), '{ }');

  expect(before['plan.bin']).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  expect(artifactDigests(folder)['plan.bin']).toBe(before['plan.bin']);
  expect(artifactDigests(folder)['synth/stack.json']).not.toBe(before['synth/stack.json']);
});

test('a missing folder has none', () => {
  const folder = join(testFolder(), 'none');

  expect(artifactDigests(folder)).toEqual({});
  expect(existsSync(folder)).toBe(false);
});
