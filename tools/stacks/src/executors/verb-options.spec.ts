import { describeError } from '@bulkhead/errors';
import { optionsByNx, schemaOf } from './nx-command-line';
import { verbs } from '../plugin/verbs';
import { type Command, commandOptions, readCommandOptions } from './verb-options';

const commands = Object.keys(commandOptions) as Command[];
const defaultsOf = (command: Command) =>
  'environment' in commandOptions[command].shape ? { environment: 'local' } : {};

/** Reads the words behind a target through Nx. */
const read = (command: Command, ...words: string[]) =>
  readCommandOptions(command, optionsByNx(command, words, defaultsOf(command)));
const refusal = (command: Command, ...words: string[]) => {
  try {
    read(command, ...words);
  } catch (error) {
    return describeError(error);
  }
  throw new Error(`${command} ${words.join(' ')} was accepted.`);
};

test.each(commands)('the help of Nx for %s has exactly the options of the tool', (command) => {
  expect(Object.keys(schemaOf(command).properties).sort()).toEqual(
    Object.keys(commandOptions[command].shape).sort(),
  );
});

test.each(commands)(
  'Nx accepts any value for %s, so that the tool can say what is wrong with it',
  (command) => {
    const properties = Object.entries(schemaOf(command).properties as Record<string, { $ref?: string }>);
    expect(properties.filter(([, { $ref }]) => $ref !== '#/definitions/given')).toEqual([]);
  },
);

test.each<[Command, string[], object]>([
  ['synth', [], {}],
  ['diff', ['--stack=vpc', '--role', 'dr'], { stack: 'vpc', role: 'dr' }],
  ['deploy', ['--dry-run', '--force'], { dryRun: true, force: true }],
  ['deploy', ['--no-force'], { force: false }],
  ['deploy', ['--deadline-minutes=0.5'], { deadlineMinutes: 0.5 }],
  ['deploy', ['--allowDestroy=a.b,c["d"]', '--allowDestroy=e'], { allowDestroy: ['a.b', 'c["d"]', 'e'] }],
  ['deploy', ['--without-policy=It burns.'], { withoutPolicy: 'It burns.' }],
  ['deploy', ['--without-policy'], { withoutPolicy: 'true' }],
  ['drift', ['--json', '--revert', '--remove=added-1'], { json: true, revert: true, remove: ['added-1'] }],
  ['destroy', ['--orphans'], { orphans: true }],
  ['destroy', ['--orphans=a/b@dr,c/d@dr'], { orphans: 'a/b@dr,c/d@dr' }],
  ['recover', ['--import=a=1,2', '--import=b=3'], { import: ['a=1,2', 'b=3'] }],
  ['recover', ['--restore=8', '--absent=*'], { restore: '8', absent: ['*'] }],
  ['orphans', ['--destroy'], { destroy: true }],
  ['bootstrap', ['--role=dr'], { role: 'dr' }],
  ['contracts', ['--update'], { update: true }],
])('%s takes %j', (command, words, expected) => {
  expect(read(command, ...words)).toEqual({ ...defaultsOf(command), ...expected });
});

test.each(commands)('%s refuses an unknown option, a misspelt one and a stray word', (command) => {
  expect(refusal(command, '--foo')).toMatch(
    new RegExp(
      `^--foo is no option of ${command}; allowed: [^\\n]+\\.\\n {2}next: leave out --foo\\n {2}\\(InvalidOption\\)$`,
    ),
  );
  for (const name of Object.keys(commandOptions[command].shape))
    expect(refusal(command, `--${name}x=1`)).toContain(`next: write --${name} instead of --${name}x`);
  expect(refusal(command, 'dr')).toMatch(/^"dr" belongs to no option of /);
});

test.each(verbs)('%s refuses values that no option of it takes', (verb) => {
  expect(refusal(verb, '--role=xx')).toContain('--role is "xx"; allowed: one of primary, dr, global.');
  expect(refusal(verb, '--role=dr', '--role=primary')).toContain(
    '--role is ["dr","primary"]; allowed: one of',
  );
  expect(refusal(verb, '--role.name=dr')).toContain('--role is {"name":"dr"}; allowed: one of');
  expect(refusal(verb, '--role=dr', '--role.name=dr')).toContain('--role is ');
  expect(refusal(verb, '--stack')).toContain('--stack is true; allowed: the name of a stack.');
  expect(refusal(verb, '--environment=')).toContain(
    '--environment is ""; allowed: the name of an environment',
  );
  for (const minutes of ['abc', '0', '-1', '1e9', ''])
    expect(refusal(verb, `--deadlineMinutes=${minutes}`)).toContain(
      'allowed: a number of minutes, more than 0 to 10080.\n  next: correct --deadlineMinutes\n  (InvalidOption)',
    );
});

test.each<[Command, string, string]>([
  ['destroy', '--dry-run', '--dry-run is no option of destroy, but of deploy and recover;'],
  ['diff', '--json', '--json is no option of diff, but of drift;'],
  ['synth', '--force', '--force is no option of synth, but of deploy;'],
  ['validate', '--withoutPolicy=x', '--withoutPolicy is no option of validate, but of deploy;'],
  ['drift', '--plan=x', '--plan is no option of drift, but of deploy;'],
  ['orphans', '--role=dr', '--role is no option of orphans, but of synth, validate,'],
])('%s %s names the commands that have the option', (command, word, told) => {
  expect(refusal(command, word)).toContain(told);
});
