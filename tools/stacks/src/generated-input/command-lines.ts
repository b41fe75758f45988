import { environmentNames } from '@bulkhead/config';
import fc from 'fast-check';
import { type Command, commandOptions } from '../executors/verb-options';
import { foulText } from './foul-text';

/** Words that somebody might write behind a target. */
export interface GeneratedCommand {
  readonly command: Command;
  readonly words: readonly string[];
}

const commands = Object.keys(commandOptions) as Command[];
const names = [...new Set(commands.flatMap((command) => Object.keys(commandOptions[command].shape)))];

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

const name = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...names) },
  { weight: 2, arbitrary: fc.constantFrom(...names).map(kebab) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom(...names), fc.nat(), fc.constantFrom('x', '', '-', '.'))
      .map(
        ([word, at, letter]) => word.slice(0, at % word.length) + letter + word.slice((at % word.length) + 1),
      ),
  },
  { weight: 1, arbitrary: foulText.filter((text) => text !== '' && !text.startsWith('-')) },
  { weight: 1, arbitrary: fc.constantFrom('constructor', 'toString', '__proto__', 'foo', 'verbose', '_') },
);

const value = fc.oneof(
  fc.constantFrom(
    '',
    'true',
    'false',
    '0',
    '5',
    '-1',
    'abc',
    '1e9',
    'dr',
    'primary',
    'xx',
    'vpc',
    'a,b',
    ',',
    '*',
  ),
  fc.constantFrom(
    ...environmentNames(),
    'lokal',
    'good.json',
    'bad.json',
    'none.json',
    '../../../../x.json',
    '/dev/zero',
  ),
  foulText,
);

const word = fc.oneof(
  { weight: 5, arbitrary: fc.tuple(name, value).map(([option, given]) => [`--${option}=${given}`]) },
  { weight: 2, arbitrary: fc.tuple(name, value).map(([option, given]) => [`--${option}`, given]) },
  { weight: 2, arbitrary: name.map((option) => [`--${option}`]) },
  { weight: 1, arbitrary: name.map((option) => [`--no-${option}`]) },
  { weight: 1, arbitrary: fc.tuple(name, name, value).map(([a, b, given]) => [`--${a}.${b}=${given}`]) },
  { weight: 1, arbitrary: fc.tuple(name, value, value).map(([a, b, c]) => [`--${a}=${b}`, `--${a}=${c}`]) },
  { weight: 1, arbitrary: value.map((given) => [given]) },
);

/** Values for an option of the name: right ones, and ones that are nearly right. */
const apt: Readonly<Record<string, readonly string[]>> = {
  environment: [...environmentNames(), 'lokal', 'good.json', 'bad.json', 'none.json', '/dev/zero.json'],
  stack: ['vpc', 'relational', 'relatoinal', 'service', '*'],
  role: ['primary', 'dr', 'global', 'prmary'],
  deadlineMinutes: ['5', '0.5', '1e3', '0'],
  allowDestroy: ['aws_kms_key.a', 'aws_kms_key.a["x"],B', ''],
  import: ['aws_x.a=1,2', '=', 'a'],
};

const aptWord = (command: Command) => {
  const known = Object.keys(commandOptions[command].shape);
  if (known.length === 0) return fc.constant<string[]>([]);
  return fc
    .constantFrom(...known)
    .chain((option) =>
      fc.constantFrom(...(apt[option] ?? ['true', 'x'])).map((given) => [`--${option}=${given}`]),
    );
};

/**
 * Options that are right, and options that are not: misspelt, doubled, of other commands, of JavaScript's own objects.
 */
export const generatedCommand: fc.Arbitrary<GeneratedCommand> = fc
  .constantFrom(...commands)
  .chain((command) =>
    fc
      .oneof(
        { weight: 1, arbitrary: fc.array(aptWord(command), { maxLength: 3 }) },
        { weight: 1, arbitrary: fc.array(fc.oneof(aptWord(command), word), { minLength: 1, maxLength: 4 }) },
      )
      .map((words) => ({ command, words: words.flat() })),
  );
