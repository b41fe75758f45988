/** The code at the end of an error: in brackets at the end of a line, as a user sees it. */
const codeLine = /^\s*\((\w+)\)$/;

/** Codes of the errors in the printed text. */
export function codesIn(text: string): string[] {
  return [...new Set(text.split('\n').flatMap((line) => codeLine.exec(line)?.[1] ?? []))];
}

/**
 * The next step in the printed error with a code.
 *
 * @throws if no error with that code was printed, or it has no next step
 */
export function nextOf(text: string, code: string): string {
  const lines = text.split('\n');
  const end = lines.findIndex((line) => line.trim() === `(${code})`);
  const start = lines.slice(0, Math.max(end, 0)).findLastIndex((line) => line.includes('  next: '));
  if (end < 0 || start < 0) throw new Error(`No ${code} says what to do next in:\n${text}`);
  const [first = '', ...rest] = lines.slice(start, end);
  return [
    first.slice(first.indexOf('  next: ') + '  next: '.length),
    ...rest.map((line) => line.trim()),
  ].join('\n');
}

/** The beginning of a command in a sentence, with or without variables before it. */
const beginning =
  /(?:^|(?<=[\s(`]))(?:[A-Z_]+=\S+ |env (?:-u \S+ )+)*(?:npx|npm|git|aws|ps|kill|terraform|tofu|\/\S+terraform) (?=\S)/gm;

/** A word of a shell, including quotes. */
const word = /^(?:'[^']*'|"(?:[^"\\]|\\.)*"|\\.|[^\s'"\\])+/;

/** Options of the AWS CLI that take several values. */
const severalValues = ['--retain-resources', '--resources-to-skip'];

/** The commands in a next step, in order, each as a user would copy it. */
export function commandsIn(next: string): string[] {
  const commands: string[] = [];
  let read = 0;
  for (const { 0: start, index } of next.matchAll(beginning)) {
    if (index < read) continue;
    const command = commandAt(next.slice(index), start);
    read = index + command.length;
    commands.push(command);
  }
  return commands;
}

/** How many words of a program come before its options. */
const words: Readonly<Record<string, number>> = { npx: 3, git: 2, npm: 2, aws: 2 };

/** The command at the beginning of a text, up to the rest of the sentence. */
function commandAt(text: string, start: string): string {
  const program = /(\S+) $/.exec(start)?.[1] ?? '';
  let command = start.trimEnd();
  let rest = text.slice(command.length);
  let option: string | undefined;
  for (let position = 0; ; position++) {
    const [, space = '', after = ''] = /^([ ]*)([^]*)$/.exec(rest) ?? [];
    const [token = ''] = word.exec(after) ?? [];
    if (token.startsWith('&&')) {
      const further = beginning.exec(after.slice(2).trimStart());
      beginning.lastIndex = 0;
      if (further?.index !== 0) return command;
      return `${command} && ${commandAt(after.slice(2).trimStart(), further[0])}`;
    }
    const bare = /^(.*?)[,;:)`]*$/.exec(token)?.[1] ?? '';
    const isOption = bare.startsWith('-');
    if (bare === '' || !(isOption || belongs(program, position, option))) return command;
    command += space + bare;
    if (bare !== token) return command;
    rest = after.slice(token.length);
    if (isOption) option = hasValueBehind(command, bare) ? bare : undefined;
    else if (option === undefined || !severalValues.includes(option)) option = undefined;
  }
}

/** Whether a word that is no option belongs to the command, and not to the sentence around it. */
function belongs(program: string, position: number, option: string | undefined): boolean {
  return option !== undefined || position < (words[program] ?? 2);
}

/** Whether the word behind an option is its value. In commands that this tool prints, options and values are joined. */
function hasValueBehind(command: string, option: string): boolean {
  return !option.includes('=') && !(option.startsWith('--') && command.includes('npx nx '));
}

/**
 * A command after an error's advice about its options: `add --force`, `write --stack=vpc instead of --stack`, `leave
 * out --foo`, `the same command with --dry-run instead of --restore`, `the same command without --restore`.
 */
export function retyped(command: string, next: string): string {
  let typed = command;
  for (const [, old = ''] of next.matchAll(/(?:leave out|the same command without) (--[\w-]+)/g))
    typed = without(typed, old);
  for (const [, written = '', old = ''] of next.matchAll(
    /(?:write|the same command with) (--[\w-]+(?:=(?:'[^']*'|"[^"]*"|[^\s;,]+))?)(?: instead of (--[\w-]+))?/g,
  )) {
    const name = old || (/^--[\w-]+/.exec(written)?.[0] ?? '');
    // A misspelt option keeps its value.
    const value = next.includes('with --')
      ? ''
      : (new RegExp(`${name}(=(?:'[^']*'|\\S+))?`).exec(typed)?.[1] ?? '');
    typed = `${without(typed, name)} ${written}${written.includes('=') ? '' : value}`;
  }
  for (const [, added = ''] of next.matchAll(/\badd (?:one: )?(--[\w-]+(?:=(?:'[^']*'|"[^"]*"|[^\s;,]+))?)/g))
    typed = `${without(typed, added.split('=')[0] ?? '')} ${added}`;
  return typed;
}

function without(command: string, option: string): string {
  return command.replace(new RegExp(` '?${option}(=(?:'[^']*'|\\S+))?(?=\\s|$)`), '');
}
