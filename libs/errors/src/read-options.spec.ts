import { z } from 'zod';
import { Refusal } from './bulkhead-error';
import {
  allOrSome,
  flag,
  list,
  oneOf,
  quantity,
  repeated,
  sentence,
  text,
  wholeNumber,
} from './option-kinds';
import { readCommandLine } from './read-command-line';
import { readOptions } from './read-options';

const options = z.strictObject({
  environment: text('a name'),
  role: oneOf(['primary', 'dr']).optional(),
  force: flag().optional(),
  minutes: quantity('minutes', 100).optional(),
  port: wholeNumber('a port', 1, 65535).optional(),
  names: list('names, separated by commas').optional(),
  ids: repeated('NAME=ID', /^[^=]+=./).optional(),
  orphans: allOrSome('ids').optional(),
  because: sentence('a reason').optional(),
});
const read = (given: Record<string, unknown>) =>
  readOptions(
    {
      command: 'deploy',
      options,
      commandsWith: (name) => (['adopt', 'dry-run'].includes(name) ? ['recover', 'drift', 'diff'] : []),
    },
    { environment: 'local', ...given },
  );
const refusal = (ask: () => unknown) => {
  try {
    ask();
  } catch (error) {
    expect(error).toBeInstanceOf(Refusal);
    return error as Refusal;
  }
  throw new Error('It was accepted.');
};

test.each<[Record<string, unknown>, object]>([
  [{ environment: 7 }, { environment: '7' }],
  [{ role: 'dr' }, { role: 'dr' }],
  [{ force: 'false' }, { force: false }],
  [{ minutes: '0.5' }, { minutes: 0.5 }],
  [{ port: '8080' }, { port: 8080 }],
  [{ names: 'a,b' }, { names: ['a', 'b'] }],
  [{ names: ['a,b', 3] }, { names: ['a', 'b', '3'] }],
  [{ ids: 'a=1,b=2' }, { ids: ['a=1', 'b=2'] }],
  [{ ids: ['a=1,2', 'b=3'] }, { ids: ['a=1,2', 'b=3'] }],
  [{ orphans: 'true' }, { orphans: true }],
  [{ orphans: 'a/b@dr' }, { orphans: 'a/b@dr' }],
  [{ because: true }, { because: 'true' }],
  [{ because: '' }, { because: '' }],
])('%j is read', (given, expected) => {
  expect(read(given)).toEqual({ environment: 'local', ...expected });
});

test.each<[Record<string, unknown>, string, string]>([
  [{ foo: 1 }, '--foo is no option of deploy; allowed: --environment, --role, --force', 'leave out --foo'],
  [{ forse: true }, '--forse is no option of deploy;', 'write --force instead of --forse'],
  [
    { adopt: true },
    '--adopt is no option of deploy, but of recover, drift and diff;',
    'to run deploy without it, leave out',
  ],
  [{ role: 'xx' }, '--role is "xx"; allowed: one of primary, dr.', 'correct --role'],
  [{ role: 'primry' }, '--role is "primry"', 'write --role=primary'],
  [{ role: ['dr', 'primary'] }, '--role is ["dr","primary"]', 'correct --role'],
  [{ role: { x: 1 } }, '--role is {"x":1}', 'correct --role'],
  [{ minutes: 'abc' }, '--minutes is "abc"; allowed: a number of minutes, more than 0 to 100', 'correct'],
  [{ minutes: 0 }, '--minutes is 0; allowed: a number of minutes', 'correct --minutes'],
  [{ minutes: true }, '--minutes is true; allowed: a number of minutes', 'correct --minutes'],
  [{ minutes: '' }, '--minutes is ""; allowed: a number of minutes', 'correct --minutes'],
  [{ minutes: 1e9 }, '--minutes is 1000000000', 'correct --minutes'],
  [{ minutes: Infinity }, '--minutes is Infinity; allowed: a number of minutes', 'correct --minutes'],
  [{ ids: ['a=1', 'b'] }, '--ids is ["a=1","b"]; allowed: NAME=ID', 'correct --ids'],
  [{ port: 1.5 }, '--port is 1.5; allowed: a port: a whole number from 1 to 65535', 'correct --port'],
  [{ force: 'maybe' }, '--force is "maybe"; allowed: nothing behind it, or true or false', 'correct --force'],
  [{ names: '' }, '--names is ""; allowed: names', 'correct --names'],
  [{ names: true }, '--names is true; allowed: names', 'correct --names'],
  [{ names: 'a,,b' }, '--names is "a,,b"; allowed: names', 'correct --names'],
  [{ orphans: ['a'] }, '--orphans is ["a"]; allowed: nothing behind it, or ids', 'correct --orphans'],
  [{ environment: true }, '--environment is true; allowed: a name', 'correct --environment'],
  [{ environment: undefined }, '--environment is missing; allowed: a name', 'correct --environment'],
  [{ environment: 'a\nb' }, '--environment is "a\\nb"; allowed: a name, in one line', 'correct'],
  [{ because: 'a\u202eb' }, '--because is "a\\u{202e}b"; allowed: a reason, in one line', 'correct'],
  [{ _: ['twice'] }, '"twice" belongs to no option of deploy', 'leave out "twice"'],
  [{ ['\u001b[2J']: 1 }, '--\\x1b[2J is no option of deploy', 'leave out --\\x1b[2J'],
  [{ environment: 'x'.repeat(1e6) }, '… (1000002 characters); allowed: a name, of at most 4096', 'correct'],
])('%j is refused with what is allowed, and the next step', (given, message, next) => {
  expect(refusal(() => read(given))).toMatchObject({
    code: 'InvalidOption',
    message: expect.stringContaining(message),
    next: expect.stringContaining(next),
  });
});

test('all problems are reported together, one per line', () => {
  const { message, next } = refusal(() => read({ rolle: 'dr', force: 'x' }));

  expect(message.split('\n')).toEqual([
    expect.stringContaining('--force is "x"'),
    expect.stringContaining('--rolle is no option'),
  ]);
  expect(next).toBe('correct --force; write --role instead of --rolle');
});

describe('a program of ours', () => {
  const known = {
    runs: { type: 'string' },
    only: { type: 'string', multiple: true },
    write: { type: 'boolean' },
  } as const;
  const run = (...argv: string[]) => readCommandLine('npm run bench', argv, known);

  test('takes its options', () => {
    expect(run('--only=a', '--only', 'b', '--write')).toEqual({ only: ['a', 'b'], write: true });
  });

  test.each([
    [
      '--rums=3',
      '--rums is no option of npm run bench; allowed: --runs, --only, --write',
      'write --runs instead',
    ],
    ['--foo', '--foo is no option of npm run bench', 'leave out --foo'],
    ['word', '"word" belongs to no option', 'leave out "word"'],
    ['--runs', "Option '--runs <value>' argument missing", 'correct it: npm run bench'],
    ['--write=1', "Option '--write' does not take an argument", 'correct it: npm run bench'],
  ])('refuses %s', (word, message, next) => {
    expect(refusal(() => run(word))).toMatchObject({
      code: 'InvalidOption',
      message: expect.stringContaining(message),
      next: expect.stringContaining(next),
    });
  });
});
