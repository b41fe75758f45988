import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { testFolder } from '../test-folder';
import { artifactDigests, keepSynthesized, keptSynthesized, planFileIn } from './kept-artifacts';

const synthesized = (files: Record<string, string | object>) => ({ directory: testFolder(files) });

test('what was synthesized is kept as it is, with what belongs to it and nothing older', () => {
  const kept = testFolder({ 'synth/old.json': '' });
  keepSynthesized(kept, synthesized({ 'stack.json': { app: 'network' }, 'asset.1/index.js': 'code' }));

  expect(keptSynthesized(kept)).toEqual({ app: 'network', directory: join(kept, 'synth') });
  expect(Object.keys(artifactDigests(kept))).toEqual(['synth/asset.1/index.js', 'synth/stack.json']);
});

test('the synthesized folder holds nothing of the plan, since it is what a record is about', () => {
  expect(planFileIn('kept')).toBe(join('kept', 'plan.bin'));
});

test('a digest is of every byte of every file', () => {
  const kept = testFolder({ 'plan.bin': 'abc', 'synth/stack.json': '{}' });
  const before = artifactDigests(kept);
  writeFileSync(join(kept, 'synth/stack.json'), '{ }');

  expect(before['plan.bin']).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  expect(artifactDigests(kept)['plan.bin']).toBe(before['plan.bin']);
  expect(artifactDigests(kept)['synth/stack.json']).not.toBe(before['synth/stack.json']);
});

test('where nothing was kept there is nothing', () => {
  const kept = join(testFolder(), 'none');

  expect(artifactDigests(kept)).toEqual({});
  expect(existsSync(kept)).toBe(false);
});
