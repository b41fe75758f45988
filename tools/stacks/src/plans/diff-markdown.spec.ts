import { commentLimit, diffMarkdown } from './diff-markdown';
import { type DiffFile, type StackDiff } from './diff-schema';
import { replacedKey, testChange, testStackDiff } from './test-diffs';

const markdown = (...stacks: StackDiff[]) => markdownWith([], stacks);
const markdownWith = (orphans: DiffFile['orphans'], stacks: StackDiff[]) =>
  diffMarkdown(
    {
      version: 1,
      environment: 'qa',
      account: '123456789012',
      at: '2026-01-01T00:00:00.000Z',
      stacks,
      orphans,
      digest: '',
    },
    'dist/diff/qa.json',
  );

test('a comment has a headline, the losses, a table, and the details folded', () => {
  const stacks = [
    testStackDiff('network/vpc@primary', { changes: [testChange('add'), replacedKey] }),
    testStackDiff('database/relational@primary', { outcome: 'unchanged', reason: 'as it is' }),
  ];

  expect(markdown(...stacks)).toMatchInlineSnapshot(`
"## Diff of qa: 1 to add, 1 to replace

1 planned, 1 unchanged · 2026-01-01T00:00:00.000Z

> [!CAUTION]
> **1 stateful resource would be replaced or destroyed**
>
> - **replace** \`aws_kms_key.main\` (\`aws_kms_key\`) in \`network/vpc@primary\`, because of \`multi_region\`

| Stack | | add | change | replace | destroy | Why |
| --- | --- | --: | --: | --: | --: | --- |
| \`network/vpc@primary\` | planned | 1 |  | 1 |  | cdk.tf.json differs |
| \`database/relational@primary\` | unchanged |  |  |  |  | as it is |

<details><summary>\`network/vpc@primary\`: 1 to add, 1 to replace</summary>

\`\`\`
cdk.tf.json differs

+ aws_subnet.a (aws_subnet)
± aws_kms_key.main (aws_kms_key, stateful)
    multi_region: false → true  (forces the replacement)
    and 2 more (known after deploy)
\`\`\`

</details>
"
`);
});

test('stacks with unknown changes come first, in the table too', () => {
  const text = markdown(
    testStackDiff('a/main@primary', { changes: [replacedKey] }),
    testStackDiff('b/main@primary', { outcome: 'refused', reason: 'there is no state\n  next: recover' }),
  );

  expect(text).toContain(
    [
      '> [!WARNING]',
      '> **1 stack is refused**: nobody can say what a deploy would change',
      '>',
      '> - `b/main@primary`: there is no state · next: recover',
      '',
      '> [!CAUTION]',
    ].join('\n'),
  );
  expect(text.indexOf('| `b/main@primary` | refused |')).toBeGreaterThan(0);
  expect(text.indexOf('| `b/main@primary`')).toBeLessThan(text.indexOf('| `a/main@primary`'));
});

test('a value cannot end its code block, nor a reason its table', () => {
  const value = 'a\n```\n</details>\n# @everyone';
  const attributes = [{ path: 'text', before: null, after: value, forcesReplacement: false }];
  const text = markdown(
    testStackDiff('network/vpc@primary', {
      reason: 'a | b\n<script> [x](y) `code`',
      changes: [testChange('change', { attributes })],
    }),
  );

  expect(text).toContain('````\n');
  expect(text).toContain('text: (none) → a\\n```\\n</details>\\n# @everyone\n');
  expect(text).toContain('| a &#124; b · &#60;script&#62; &#91;x&#93;(y) &#96;code&#96; |');
});

const many = (count: number) => Array.from({ length: count }, (_, index) => index);

test.each([
  ['one stack with very many changes', 1, 5_000],
  ['very many stacks', 1_000, 1],
  ['many stacks with many changes', 100, 100],
])('%s stay below the limit of a comment, which says what is left out', (_, stacks, changes) => {
  const text = markdown(
    ...many(stacks).map((stack) =>
      testStackDiff(`app-${stack}/main@primary`, {
        reason: 'because '.repeat(100),
        changes: many(changes).map((index) => ({ ...replacedKey, resource: `aws_kms_key.number-${index}` })),
      }),
    ),
  );

  expect(text.length).toBeLessThan(commentLimit);
  expect(text.length).toBeGreaterThan(20_000);
  expect(text).toMatch(/^## Diff of qa: \d+ to replace\n[^]*> \[!CAUTION\]/);
  expect(text).toMatch(/more( stacks| lines)?, in|did not fit; they are in `dist\/diff\/qa\.json`/);
  expect(text.match(/<details>/g) ?? []).toHaveLength((text.match(/<\/details>/g) ?? []).length);
  expect(text.match(/^```/gm) ?? []).toHaveLength(2 * (text.match(/<details>/g) ?? []).length);
});

test('what was left out is counted', () => {
  const changes = many(5_000).map((index) => testChange('add', { resource: `aws_subnet.number-${index}` }));
  const text = markdown(testStackDiff('a/main@primary', { changes }));
  const shown = text.match(/^\+ /gm)?.length ?? 0;

  expect(Number(/… and (\d+) more lines, in dist\/diff\/qa\.json/.exec(text)?.[1])).toBe(5_000 - shown);
});

test('orphans come above the table, as many as fit', () => {
  const orphan = (app: string): DiffFile['orphans'][number] => ({
    app,
    stack: 'main',
    role: 'primary',
    region: 'us-east-1',
    why: 'removed',
    publishes: [],
    readBy: [],
    reason: 'deployed',
    next: `npx nx run-many -t destroy -c qa --orphans=${app}/main@primary`,
  });
  const one = markdownWith([orphan('web')], [testStackDiff('a/main@primary')]);
  expect(one).toContain(
    '> [!WARNING]\n> **Stacks that stand and that the configuration does not have: 1**\n>\n> - `web/main@primary` in us-east-1: ',
  );
  expect(one.indexOf('[!WARNING]')).toBeLessThan(one.indexOf('| Stack |'));

  const several = markdownWith(
    many(500).map((index) => orphan(`app-${index}`)),
    [],
  );
  expect(several).toMatch(/> - and \d+ more, in `dist\/diff\/qa\.json`/);
  expect(several.length).toBeLessThan(8_000);
});

describe('a list says how many items it has', () => {
  const refused = (id: string) => testStackDiff(id, { outcome: 'refused', reason: 'there is no state' });

  test('several refused stacks and several losses', () => {
    const changes = [replacedKey, testChange('destroy', { stateful: true, resource: 'aws_db_instance.a' })];
    const text = markdown(
      refused('a/main@primary'),
      refused('b/main@primary'),
      testStackDiff('c/main@primary', { changes }),
    );

    expect(text).toContain('> **2 stacks are refused**: ');
    expect(text).toContain('> **2 stateful resources would be replaced or destroyed**');
    // A destroyed resource has no attribute that forces it.
    expect(text).toContain('> - **destroy** `aws_db_instance.a` (`aws_subnet`) in `c/main@primary`\n');
  });

  test('nothing if there is nothing to show', () => {
    const text = markdown();

    expect(text).toContain('## Diff of qa: no resources to touch\n\nno stacks · 2026');
    expect(text).not.toMatch(/WARNING|CAUTION|<details>/);
  });
});

describe('the details', () => {
  test('are there for an unchanged stack with a remark, under its outcome', () => {
    const text = markdown(
      testStackDiff('a/main@primary', {
        outcome: 'unchanged',
        reason: 'as it is',
        mayChangeWith: ['b/main@primary'],
      }),
    );

    expect(text).toContain(
      [
        '<details><summary>`a/main@primary`: unchanged</summary>',
        '',
        '```',
        'as it is',
        'its inputs may change when b/main@primary is deployed',
        '```',
        '',
        '</details>',
        '',
      ].join('\n'),
    );
  });

  test('are there for a planned stack without changes, and not for an unchanged one', () => {
    const text = markdown(
      testStackDiff('a/main@primary'),
      testStackDiff('b/main@primary', { outcome: 'unchanged' }),
    );

    expect(text.match(/<summary>.*<\/summary>/g)).toEqual([
      '<summary>`a/main@primary`: no resources to touch</summary>',
    ]);
  });

  test('hold the whole reason that the table shortens', () => {
    const reason = 'x'.repeat(201);
    const text = markdown(testStackDiff('a/main@primary', { reason }));

    expect(text).toContain(`| ${'x'.repeat(200)}… |`);
    expect(text).toContain(`\n${reason}\n`);
    expect(markdown(testStackDiff('a/main@primary', { reason: 'x'.repeat(200) }))).toContain(
      `| ${'x'.repeat(200)} |`,
    );
  });

  test('that do not fit are counted, and those that fit are whole', () => {
    const stacks = many(30).map((index) =>
      testStackDiff(`a${index}/main@primary`, { reason: `because ${'x'.repeat(5_000)}` }),
    );
    const text = markdown(...stacks);
    const shown = text.match(/<details>/g)?.length ?? 0;

    expect(text).toContain(
      `\nThe details of ${30 - shown} stacks did not fit; they are in \`dist/diff/qa.json\`.\n`,
    );
    expect(shown).toBeGreaterThan(5);
  });
});

test('names with a meaning in Markdown stand in a table as they are', () => {
  const text = markdown(
    testStackDiff('a/main@primary', { changes: [{ ...replacedKey, resource: 'aws_kms_key.a["`x|y"]' }] }),
  );

  expect(text).toContain('`aws_kms_key.a["\'x\\|y"]`');
});

test('a comment is filled up to the reserve, and no further', () => {
  const withReason = (length: number) =>
    markdown(testStackDiff('a/main@primary', { reason: 'x'.repeat(length) }));
  const fits = 64_000 - withReason(300).length + 300;

  expect(withReason(fits)).toHaveLength(64_000);
  expect(withReason(fits)).toContain('x'.repeat(fits));
  expect(withReason(fits + 1)).toContain('… and 1 more line, in dist/diff/qa.json');
  expect(withReason(fits + 1)).not.toContain('x'.repeat(300));
});

test('of a list that is too long, as many items as fit are shown, and the rest is counted', () => {
  const refused = many(100).map((index) =>
    testStackDiff(`app-${index}/main@primary`, { outcome: 'refused', reason: 'y'.repeat(150) }),
  );
  const list =
    /nobody can say what a deploy would change\n>\n([^]*?)\n\n/.exec(markdown(...refused))?.[1] ?? '';
  const lines = list.split('\n');
  const left = Number(/^> - and (\d+) more, in `dist\/diff\/qa\.json`$/.exec(lines.at(-1) ?? '')?.[1]);

  expect(left).toBe(100 - (lines.length - 1));
  expect(list.length).toBeLessThan(5_000);
  // One more would not have fitted.
  expect(list.length + (lines[0]?.length ?? 0)).toBeGreaterThan(4_990);
});

test('foreign text draws nothing, ends no line, no code and no fence, and is cut', () => {
  const foul = '\u001b[31m`|\n```\n# Heading <b>\u202e';
  const change = testChange('replace', {
    resource: foul,
    type: foul,
    stateful: true,
    attributes: [{ path: foul, before: foul, after: 'x'.repeat(1_000_000), forcesReplacement: true }],
  });
  const text = markdown(
    testStackDiff('network/vpc@primary', {
      reason: foul,
      changes: [change],
      awaits: [{ parameter: foul, publisher: foul }],
      wouldRefuse: [foul],
    }),
    testStackDiff('network/transit@primary', { outcome: 'refused', reason: foul }),
  );

  // eslint-disable-next-line no-control-regex
  expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
  expect(text.length).toBeLessThan(20_000);
  // The fences are longer than any fence in the text, and the text outside of them begins no heading.
  const outside = text.replace(/^(`{4,})\n[^]*?^\1$/gm, '');
  expect(outside.match(/^# /gm)).toBeNull();
  expect(outside.match(/^```/gm)).toBeNull();
});
