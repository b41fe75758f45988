import { type ResourceChange } from './engine';
import { addCounts, countChanges } from './resource-counts';

type Action = ResourceChange['action'];

test.each<[Action[], string]>([
  [[], '+0 ~0 -0'],
  [['add', 'add'], '+2 ~0 -0'],
  [['change'], '+0 ~1 -0'],
  [['destroy'], '+0 ~0 -1'],
  [['replace'], '+1 ~0 -1'],
  [['forget'], '+0 ~0 -0'],
  [['add', 'change', 'replace', 'destroy', 'destroy'], '+2 ~1 -3'],
])('%j is %s', (actions, expected) => {
  const changes = actions.map((action) => ({
    action,
    resource: 'r',
    type: 't',
    stateful: false,
    attributes: [],
  }));
  const { added, changed, destroyed } = countChanges(changes);

  expect(`+${added} ~${changed} -${destroyed}`).toBe(expected);
});

test('several counts are added up', () => {
  expect(addCounts()).toEqual({ added: 0, changed: 0, destroyed: 0 });
  expect(addCounts({ added: 1 }, { added: 2, changed: 3, destroyed: 1 })).toEqual({
    added: 3,
    changed: 3,
    destroyed: 1,
  });
});
