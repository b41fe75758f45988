import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnvironment, presetNames } from '@bulkhead/config';
import { definitionOf } from './preset-deployment';
import { roundsFor, routineChanges } from './routine-changes';

test.each(presetNames)('no round changes a stack of %s twice, and each is a valid environment', (preset) => {
  for (const { changes, over } of roundsFor(preset)) {
    const stacks = changes.map(({ stack }) => stack ?? 'all');

    expect(new Set(stacks).size).toBe(stacks.length);
    expect(stacks.includes('all')).toBe(stacks.length === 1 && stacks[0] === 'all');
    expect(() => parseEnvironment({ ...definitionOf(preset), ...over }, preset)).not.toThrow();
  }
});

test('every change applies to a preset', () => {
  const applied = presetNames.flatMap((preset) => roundsFor(preset).flatMap(({ changes }) => changes));

  expect(new Set(applied)).toEqual(new Set(routineChanges));
});

test('what is changed in the code stands there', () => {
  for (const { file, from } of routineChanges.flatMap(({ edit }) => edit ?? [])) {
    expect(readFileSync(join(__dirname, '../../..', file), 'utf8')).toContain(from);
  }
});
