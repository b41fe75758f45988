import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnvironment, presetNames } from '@bulkhead/config';
import { definitionOf } from './preset-deployment';
import { routineChanges } from './routine-changes';
import { roundsOver } from './routine-rounds';

const rounds = roundsOver(presetNames);

test('no round changes a stack of a preset twice', () => {
  for (const { tried } of rounds) {
    const changed = tried.flatMap(({ preset, change: { stacks = ['all'] } }) =>
      stacks.map((stack) => `${preset} ${stack}`),
    );

    expect(changed).toEqual([...new Set(changed)]);
  }
});

test('what changes all stacks, and code, is in a round of its own', () => {
  for (const { tried } of rounds) {
    const changes = new Set(tried.map(({ change }) => change));
    const alone = [...changes].filter(({ stacks, edit }) => stacks === undefined || edit !== undefined);

    expect(alone.length === 0 || changes.size === 1).toBe(true);
  }
});

test('every round is a valid environment of each of its presets, and another one than before', () => {
  for (const { over, tried } of rounds) {
    for (const [preset, changed] of Object.entries(over)) {
      const before = parseEnvironment(definitionOf(preset), preset);
      const after = parseEnvironment(definitionOf(preset, changed), preset);

      if (tried.every(({ change }) => change.edit === undefined)) expect(after).not.toEqual(before);
    }
  }
});

test('every change applies to a preset, and to each kind of database that has what it changes', () => {
  const tried = rounds.flatMap((round) => round.tried);
  const kindsWith = (what: string) =>
    tried
      .filter(({ change }) => change.what === what)
      .map(({ preset }) => parseEnvironment(definitionOf(preset), preset).apps.database?.relational?.type)
      .sort();

  expect(new Set(tried.map(({ change }) => change))).toEqual(new Set(routineChanges));
  expect(kindsWith('the log is kept for longer')).toEqual([
    'aurora-provisioned',
    'aurora-serverless-v2',
    'rds-postgres',
  ]);
  expect(kindsWith('one instance more')).toEqual(['aurora-provisioned', 'aurora-serverless-v2']);
});

test('what is changed in the code stands there', () => {
  for (const { file, from } of routineChanges.flatMap(({ edit }) => edit ?? [])) {
    expect(readFileSync(join(__dirname, '../../..', file), 'utf8')).toContain(from);
  }
});
