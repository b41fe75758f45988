import { verbs } from './verbs';

/** Environment variable with the projects that a command names, separated by commas: Nx tells a batch of tasks alone. */
export const namedProjectsVariable = 'BULKHEAD_NAMED_PROJECTS';

const isVerb = (word: string | undefined) => verbs.some((verb) => verb === word);

/**
 * The projects that a command line names: `run network:deploy`, `deploy network`, `-p network,database`. Patterns and tags
 * name none, and neither does a command about every project, or about those that are affected.
 *
 * @param argv of the process
 */
export function namedProjects(argv: readonly string[]): string[] {
  const words = argv.slice(2).flatMap((word) => {
    const [, value] = /^(?:-p|--projects)=(.*)$/.exec(word) ?? [];
    return value === undefined ? [word] : ['-p', value];
  });
  const [first, second] = words;
  const named = words.flatMap((word, index) => {
    const [project = '', target] = word.split(':');
    if (isVerb(target) && !word.startsWith('-')) return [project];
    const option = words.slice(0, index).findLast((each) => each.startsWith('-'));
    return word.startsWith('-') || !/^(-p|--projects)$/.test(option ?? '') ? [] : word.split(',');
  });
  return [...new Set([...named, ...(isVerb(first) && second !== undefined ? [second] : [])])];
}
