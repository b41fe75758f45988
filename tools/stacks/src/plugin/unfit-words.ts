import { isVisible, Refusal, shellWord, visibleText } from '@bulkhead/errors';
import { verbs } from './verbs';

/**
 * What is wrong with the words of a command of ours, as far as Nx would take them for something else without a word, or
 * break off in its own code. Whatever it hands over is looked at by the command itself.
 *
 * @param argv of the process
 * @param configurations those that were named, in order
 * @param parallel what was given for `--parallel`, if anything
 */
export function unfitWord(
  argv: readonly string[],
  configurations: readonly string[],
  parallel: string | undefined,
): Refusal | undefined {
  return (
    unseenWord(argv) ?? unfitTarget(argv) ?? doubledEnvironment(configurations) ?? unfitParallel(parallel)
  );
}

/** Nx repeats the words of a command on the terminal as they are. */
function unseenWord(argv: readonly string[]): Refusal | undefined {
  const word = argv.slice(2).find((each) => !isVisible(each));
  if (word === undefined) return undefined;
  return invalid(
    `"${visibleText(word, 60)}" is no word of a command: it has characters that cannot be seen, or more than one line`,
    'write it in one line, without them',
  );
}

/** Of `network:deploy:prod:x` and of `network:deploy:` Nx takes the target, and the environment that it has by default. */
function unfitTarget(argv: readonly string[]): Refusal | undefined {
  for (const word of argv.slice(2)) {
    const [app = '', verb = '', environment, ...more] = word.split(':');
    const isTarget = !word.startsWith('-') && verbs.some((each) => each === verb);
    if (!isTarget || (environment !== '' && more.length === 0)) continue;
    const meant = [app, verb, environment].filter(Boolean).join(':');
    return invalid(
      `"${visibleText(word, 60)}" is no target; allowed: APP:${verb}, or APP:${verb}:ENVIRONMENT`,
      `write ${shellWord(meant)}`,
    );
  }
  return undefined;
}

/** Of two Nx makes one word, which is no environment, and takes the one that a target has by default. */
function doubledEnvironment([first, second]: readonly string[]): Refusal | undefined {
  if (first === undefined || second === undefined) return undefined;
  const named = [first, second].map((name) => `"${visibleText(name, 60)}"`);
  return invalid(
    `-c is given twice: ${named.join(' and ')}; allowed: one environment`,
    `write -c ${shellWord(second)} alone, or -c ${shellWord(first)}`,
  );
}

/** Nx counts with it, and breaks off where it is no number. */
function unfitParallel(parallel: string | undefined): Refusal | undefined {
  if (parallel === undefined || /^(true|false|\d*|\d+%)$/.test(parallel)) return undefined;
  return invalid(
    `--parallel is "${visibleText(parallel, 60)}"; allowed: how many stacks may be worked on at once`,
    'correct --parallel',
  );
}

function invalid(what: string, next: string): Refusal {
  return new Refusal('InvalidOption', `${what}.`, { next });
}
