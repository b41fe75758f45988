import { testChange } from '../plans/test-diffs';
import { testFolder } from '../test-folder';
import { hasMoves, requireMovedKept } from './moved-resources';

const moved = {
  resource: 'aws_elasticache_parameter_group.valkey8',
  movedFrom: 'aws_elasticache_parameter_group.group',
  attributes: [{ path: 'family', before: 'redis7', after: 'valkey8', forcesReplacement: true }],
};

test.each(['replace', 'destroy'] as const)(
  '%s of a moved resource is refused, with its former address',
  (action) => {
    expect(() => requireMovedKept('database/cache@primary', [testChange(action, moved)])).toThrow(
      expect.objectContaining({
        code: 'MovedAndReplaced',
        message: expect.stringContaining(
          'aws_elasticache_parameter_group.valkey8, so far aws_elasticache_parameter_group.group, because of family',
        ),
      }),
    );
  },
);

test('a moved resource may change in place, and any other resource may be replaced', () => {
  expect(() =>
    requireMovedKept('database/cache@primary', [testChange('change', moved), testChange('replace')]),
  ).not.toThrow();
});

test.each([
  [{ moved: [{ from: 'a', to: 'b' }] }, true],
  [{ resource: {} }, false],
])('%j has moves: %s', (configuration, expected) => {
  expect(hasMoves(testFolder({ 'cdk.tf.json': configuration }))).toBe(expected);
});

test('a stack of CloudFormation has none', () => {
  expect(hasMoves(testFolder({ 'service.template.json': {} }))).toBe(false);
});

test('without a forcing attribute, the refusal names no cause', () => {
  expect(() =>
    requireMovedKept('database/cache@primary', [testChange('destroy', { ...moved, attributes: [] })]),
  ).toThrow(
    /would destroy resources that it also moves to another address:\n {2}\S+valkey8, so far \S+\.group\nAWS/,
  );
});

test('each lost resource is named with exactly the attributes that force its replacement', () => {
  const second = {
    ...moved,
    resource: 'aws_x.b',
    movedFrom: 'aws_x.a',
    attributes: [
      { path: 'one', before: '1', after: '2', forcesReplacement: true },
      { path: 'two', before: '1', after: '2', forcesReplacement: true },
      { path: 'three', before: '1', after: '2', forcesReplacement: false },
    ],
  };

  expect(() =>
    requireMovedKept('database/cache@primary', [testChange('replace', moved), testChange('replace', second)]),
  ).toThrow(/because of family\n {2}aws_x\.b, so far aws_x\.a, because of one, two\n/);
});

test('the refusal says the first step', () => {
  expect(() => requireMovedKept('database/cache@primary', [testChange('replace', moved)])).toThrow(
    expect.objectContaining({ next: expect.stringMatching(/^put back the setting that forces it/) }),
  );
});
