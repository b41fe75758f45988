import { readdirSync } from 'node:fs';
import { rules } from './index';

/** Files of this folder that are not rules: the building blocks of rules, and helpers of their specs. */
const others = ['examples', 'index', 'resource-rule', 'rule', 'rule-cases', 'stack-rule'];

const files = readdirSync(__dirname);
const named = (ending: string) =>
  files.filter((file) => file.endsWith(ending)).map((file) => file.slice(0, -ending.length));

test('every rule file is in the list, in order, under its own name', () => {
  const written = named('.ts').filter((name) => !name.endsWith('.spec') && !others.includes(name));
  expect(rules.map(({ id }) => id)).toEqual(written.sort());
});

test('every rule has its spec beside it', () => {
  expect(named('.spec.ts')).toEqual(expect.arrayContaining(rules.map(({ id }) => id)));
});

test.each(rules.map((rule) => [rule.id, rule] as const))(
  '%s has a title, and the paragraphs that it covers',
  (_, rule) => {
    expect(rule.title).toMatch(/^[A-Z].*\.$/);
    expect(rule.controls).not.toHaveLength(0);
    for (const control of rule.controls) expect(control).toMatch(/^164\.3(08|10|12|16)\([a-e]\)(\(\w+\))*$/);
    expect(rule.controls).toEqual([...rule.controls].sort());
  },
);
