import { parseArgs, type ParseArgsConfig } from 'node:util';
import { invalidOptions, strayWord, unknownOption } from './read-options';

type Options = NonNullable<ParseArgsConfig['options']>;

/**
 * What is given to a program of ours that Nx or npm starts as a command.
 *
 * @param command how the user asks for it: `npx nx run rows:rows`
 * @throws Refusal `InvalidOption`, naming each option, what is allowed and the one that is near
 */
export function readCommandLine<Known extends Options>(
  command: string,
  argv: readonly string[],
  options: Known,
): ReturnType<typeof parseArgs<{ options: Known; args: string[] }>>['values'] {
  const args = [...argv];
  const known = Object.keys(options);
  const { tokens } = parseArgs({ args, options, strict: false, allowPositionals: true, tokens: true });
  const wrong = tokens.flatMap((token) => {
    if (token.kind === 'positional') return [strayWord(token.value, command)];
    return token.kind === 'option' && !known.includes(token.name)
      ? [unknownOption(token.name, command, known)]
      : [];
  });
  if (wrong.length > 0) throw invalidOptions(wrong);
  try {
    return parseArgs<{ options: Known; args: string[] }>({ args, options }).values;
  } catch (cause) {
    const what = (cause as Error).message.replace(/\.?$/, '');
    throw invalidOptions([{ what, next: `correct it: ${command}` }], cause);
  }
}
