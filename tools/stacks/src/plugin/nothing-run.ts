import { BulkheadError, shellWord } from '@bulkhead/errors';
import { nearest } from '@bulkhead/errors/input';
import { verbs } from './verbs';

/**
 * What to say of a command that ran nothing, which Nx takes for a success: a pipeline would be green, and empty. Nothing
 * is wrong where nothing is affected; a misspelt verb is wrong in any case, and so is a project that is not there.
 *
 * @param argv of the process, whose command had no task
 */
export function nothingRun(argv: readonly string[]): BulkheadError | undefined {
  const [command = '', ...words] = argv.slice(2);
  if (!['run-many', 'affected'].includes(command)) return undefined;
  const targets = targetsIn(words);
  const misspelt = targets.flatMap((target) => {
    const meant = nearest(target, verbs);
    return meant === undefined || verbs.some((verb) => verb === target) ? [] : [{ target, meant }];
  });
  if (misspelt[0]) {
    const { target, meant } = misspelt[0];
    const corrected = words.map((word) => word.replaceAll(target, meant));
    return new BulkheadError('NothingRun', `No project has a target "${target}", so that nothing was run.`, {
      next: `npx nx ${[command, ...corrected].map(shellWord).join(' ')}`,
    });
  }
  const asked = targets.filter((target) => verbs.some((verb) => verb === target));
  if (command === 'affected' || asked.length === 0) return undefined;
  return new BulkheadError(
    'NothingRun',
    `No project that was named has a target ${asked.join(' or ')}, so that nothing was run.`,
    { next: `npx nx show projects --withTarget=${asked[0]}, and name some of them` },
  );
}

/** The names behind `-t`, `--target` and `--targets`, however they are joined. */
function targetsIn(words: readonly string[]): string[] {
  let isOpen = false;
  return words.flatMap((word) => {
    const [, names] = /^(?:-t|--targets?)(?:=(.*))?$/.exec(word) ?? [];
    const isOption = word.startsWith('-');
    if (isOption) isOpen = /^(-t|--targets?)$/.test(word);
    const given = isOption ? names : isOpen ? word : undefined;
    return given?.split(',').filter(Boolean) ?? [];
  });
}
