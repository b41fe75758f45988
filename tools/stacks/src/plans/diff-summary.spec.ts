import {
  countsInWords,
  describeChange,
  forcingOf,
  lossesOf,
  outcomesInWords,
  refusedAndOthers,
  remarksOf,
} from './diff-summary';
import { replacedKey, testChange, testStackDiff } from './test-diffs';

const attribute = (over: object = {}) => ({
  path: 'arn',
  before: 'a',
  after: 'b',
  forcesReplacement: false,
  ...over,
});

test('changes are counted by action, in a fixed order', () => {
  const changes = (['forget', 'destroy', 'add', 'add', 'replace', 'change'] as const).map((action) =>
    testChange(action),
  );

  expect(countsInWords(changes)).toBe('2 to add, 1 to change, 1 to replace, 1 to destroy, 1 to forget');
  expect(countsInWords([])).toBe('no resources to touch');
});

test('stacks are counted by outcome', () => {
  const stacks = (['deferred', 'planned', 'deferred'] as const).map((outcome, index) =>
    testStackDiff(`a${index}/main@primary`, { outcome }),
  );

  expect(outcomesInWords(stacks)).toBe('2 deferred, 1 planned');
});

test('refused stacks are separated from all others, in their order', () => {
  const [a, b, c] = (['failed', 'refused', 'planned'] as const).map((outcome) =>
    testStackDiff('a/main@primary', { outcome }),
  );

  expect(refusedAndOthers([a, b, c].flatMap((stack) => stack ?? []))).toEqual([[b], [a, c]]);
});

test('a loss is a stateful resource that is destroyed or replaced', () => {
  const destroyed = testChange('destroy', { stateful: true });
  const changes = [
    destroyed,
    replacedKey,
    testChange('destroy'),
    testChange('change', { stateful: true }),
    testChange('forget', { stateful: true }),
  ];

  expect(lossesOf([testStackDiff('a/main@primary', { changes })])).toEqual([
    { id: 'a/main@primary', change: destroyed },
    { id: 'a/main@primary', change: replacedKey },
  ]);
});

test('the causes of a replacement are the names of the attributes', () => {
  expect(forcingOf(replacedKey)).toEqual(['multi_region']);
});

describe('a resource that', () => {
  const unknown = attribute({ after: '(known after deploy)' });

  test.each([
    ['is added', 'add', '+ aws_subnet.a (aws_subnet)'],
    ['is destroyed', 'destroy', '- aws_subnet.a (aws_subnet, stateful)'],
    ['leaves the stack', 'forget', '○ aws_subnet.a (aws_subnet, stateful)'],
  ] as const)('%s is one line, whatever its attributes', (_, action, line) => {
    expect(describeChange(testChange(action, { stateful: true, attributes: [attribute()] }))).toEqual([line]);
  });

  test('changes shows every attribute, including those that only the deploy knows', () => {
    const attributes = [unknown, attribute({ path: 'text', before: 'a\nb', after: null })];

    expect(describeChange(testChange('change', { attributes }))).toEqual([
      '~ aws_subnet.a (aws_subnet)',
      '    arn: a → (known after deploy)',
      '    text: a\\nb → (none)',
    ]);
  });

  test('is replaced shows the cause, and counts attributes that only the deploy knows', () => {
    const attributes = [
      attribute({ path: 'tags', before: null }),
      { ...unknown, path: 'vpc_id', forcesReplacement: true },
      unknown,
    ];

    expect(describeChange(testChange('replace', { attributes }))).toEqual([
      '± aws_subnet.a (aws_subnet)',
      '    tags: (none) → b',
      '    vpc_id: a → (known after deploy)  (forces the replacement)',
      '    and 1 more (known after deploy)',
    ]);
  });

  test('is replaced without further attributes counts nothing', () => {
    expect(describeChange(testChange('replace', { attributes: [attribute()] }))).toHaveLength(2);
  });
});

test('remarks say what a stack waits for, what may change it and why it would be refused', () => {
  const stack = testStackDiff('a/main@primary', {
    awaits: [{ parameter: '/x', publisher: 'b/main@primary' }],
    mayChangeWith: ['c/main@primary'],
    wouldRefuse: ['it breaks'],
  });

  expect(remarksOf(stack)).toEqual([
    'waits for /x of b/main@primary',
    'its inputs may change when c/main@primary is deployed',
    'a deploy would be refused: it breaks',
  ]);
  expect(remarksOf(testStackDiff('a/main@primary'))).toEqual([]);
});

test('foreign text is on one line, draws nothing and is cut', () => {
  const lines = describeChange(
    testChange('change', {
      resource: 'aws_x.y["a\nb"]',
      attributes: [
        { path: 'p\u001b[2J', before: 'a\r\nb\u202e', after: 'x'.repeat(5_000), forcesReplacement: false },
      ],
    }),
  );

  expect(lines).toEqual([
    '~ aws_x.y["a\\nb"] (aws_subnet)',
    `    p\\x1b[2J: a\\r\\nb\\u{202e} → ${'x'.repeat(1_000)}… (5000 characters)`,
  ]);
});
