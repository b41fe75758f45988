import { join } from 'node:path';
import { testFolder } from '../test-folder';
import { artifactDigests } from '../synthesis/artifact-digests';
import { keepSynthesized, keptSynthesized, planFileIn } from './kept-artifacts';

const synthesized = (files: Record<string, string | object>) => ({ directory: testFolder(files) });

test('the synthesized files are kept unchanged, with the plan and without older files', () => {
  const kept = testFolder({ 'synth/old.json': '' });
  keepSynthesized(kept, synthesized({ 'stack.json': { app: 'network' }, 'asset.1/index.js': 'code' }));

  expect(keptSynthesized(kept)).toEqual({ app: 'network', directory: join(kept, 'synth') });
  expect(Object.keys(artifactDigests(kept))).toEqual(['synth/asset.1/index.js', 'synth/stack.json']);
});

test('the synthesized folder has no file of the plan, because a record is about the folder', () => {
  expect(planFileIn('kept')).toBe(join('kept', 'plan.bin'));
});
