import { parseArgs, type ParseArgsConfig } from 'node:util';
import { invalidOptions, strayWord, unknownOption } from './read-options';

type Options = NonNullable<ParseArgsConfig['options']>;

/**
 * Reads the options of a program of ours that Nx or npm starts as a command.
 *
 * @param command the command as the user types it: `npx nx run rows:rows`
 * @throws Refusal `InvalidOption`, which names each option, what is allowed and a similar known option
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
