import { policyEnvironment, policyResource, policyStack } from '../testing';
import { controls } from './controls';
import { evaluate } from './evaluate';
import { cell, code, fenced } from './markdown';
import { evidencePage } from './page';

const vpc = policyStack([policyResource('Key', 'AWS::KMS::Key'), policyResource('Other', 'AWS::KMS::Key')], {
  app: 'network',
  stack: 'vpc',
});
const reason = 'The key encrypts | separates the names of builds.';

const page = (suppressed: boolean) =>
  evidencePage(
    evaluate({
      environment: policyEnvironment([vpc], { name: 'prod' }),
      rules: [
        {
          id: 'key-rotation',
          title: 'Keys rotate.',
          controls: ['164.312(a)(2)(iv)'],
          evaluate: () => [
            { stack: vpc.id, address: 'Key', result: 'non-compliant', message: 'rotation is off' },
            { stack: vpc.id, address: 'Other', result: 'compliant' },
          ],
        },
      ],
      nag: {
        rules: [
          {
            id: 'Pack-Db',
            title: 'No backup.',
            explanation: '',
            level: 'error',
            controls: ['164.308(a)(7)(ii)(A)'],
          },
        ],
        results: [],
      },
      suppressions: suppressed ? [{ stack: vpc.id, rule: 'key-rotation', resource: 'Key', reason }] : [],
      today: '2027-06-15',
    }),
  );

/** The text below a heading, until the next heading of the same level or above. */
function section(text: string, heading: string): string {
  const [, rest = ''] = text.split(`\n${heading}`);
  const level = heading.split(' ')[0] ?? '';
  return rest.split(new RegExp(`\\n#{2,${level.length}} `))[0] ?? '';
}

test('a paragraph lists its rules, the resources in each stack, and the result', () => {
  const control = section(page(false), '### 164.312(a)(2)(iv) Encryption and decryption');

  expect(control).toContain('Not every rule holds.');
  expect(control).toContain(
    '| `key-rotation` | `network/vpc@primary` | `Key` | **finding**: rotation is off |',
  );
  expect(control).toContain('| `key-rotation` | `network/vpc@primary` | `Other` | compliant |');
  expect(section(page(false), '## Findings')).toContain('Key in network/vpc@primary');
});

test('an exception appears with its reason, in its paragraph and in the list of exceptions', () => {
  const text = page(true);
  const escaped = 'The key encrypts \\| separates the names of builds.';

  expect(section(text, '### 164.312(a)(2)(iv)')).toContain(`| \`Key\` | exception: ${escaped} |`);
  expect(section(text, '## Exceptions')).toContain(escaped);
  expect(section(text, '## Findings')).toContain('None that nobody has explained.');
});

test('every paragraph appears in one section, whether or not a rule covers it', () => {
  const lines = page(false).split('\n');

  for (const { id, title } of controls) {
    const places = lines.filter(
      (line) => line.startsWith(`### ${id} ${title}`) || line.startsWith(`| ${id} | ${title} |`),
    );
    expect([id, places]).toEqual([id, [expect.any(String)]]);
  }
});

test('a paragraph that no rule covers appears with the people who must cover it', () => {
  const text = page(false);
  const uncovered = section(text, '## Not covered by a technical control');

  expect(uncovered).toContain('| 164.308(a)(1)(ii)(A) | Risk analysis | security officer |');
  expect(uncovered).not.toContain('164.312(a)(2)(iv)');
  expect(section(text, '## Nothing to look at')).toContain('164.308(a)(7)(ii)(A)');
});

test('text of a stack cannot end a cell, code or a fence, and renders nothing', () => {
  const foul = '\u001b[2J`|\n```\n# Heading\u202e';

  expect(code(foul)).toBe("`\\x1b[2J'\\| ''' # Heading\\u{202e}`");
  expect(cell(foul)).toBe('\\x1b[2J`\\| ``` # Heading\\u{202e}');
  expect(fenced([foul])).toEqual(['````text', '\\x1b[2J`|', '```', '# Heading\\u{202e}', '````']);
});
