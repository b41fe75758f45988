import { BulkheadError } from '@bulkhead/errors';
import { type ScenarioAnswers } from '../answer/answer';
import { worstOf } from '../answer/worst-time';
import { type Routing } from '../model/routing';
import { timeText } from './client-groups';
import { markdownTable } from './table';

/** Title of the picture and of the section. */
export function titleOf({ environment, regions }: Routing): string {
  const places = [...regions].map(([role, name]) => `${role} ${name}`).join(', ');
  return `Routing of ${environment}: ${places}`;
}

/**
 * The answers as a section of a Markdown document.
 *
 * @param picture path of the picture, from the folder of the document
 */
export function markdownSection(routing: Routing, all: readonly ScenarioAnswers[], picture: string): string {
  const worst = worstOf(all);
  const longest = worst
    ? `The longest that users need to leave a region: ${timeText(worst)} (${worst.scenario.title}).`
    : 'No scenario moves users to another region.';
  return [`${titleOf(routing)}. ${longest}`, `![${titleOf(routing)}](${picture})`, markdownTable(all)].join(
    '\n\n',
  );
}

/**
 * Puts the section into a document, between the two lines that say so.
 *
 * @param file name of the document, for messages
 * @throws BulkheadError `NoPlaceForPicture` if the document does not have each line exactly once, in order
 */
export function withSection(document: string, environment: string, section: string, file: string): string {
  const begin = `<!-- begin: routing of ${environment} -->`;
  const end = `<!-- end: routing of ${environment} -->`;
  const [before, rest, ...more] = document.split(begin);
  const [, after, ...further] = (rest ?? '').split(end);
  if (rest === undefined || after === undefined || more.length + further.length > 0) {
    throw new BulkheadError('NoPlaceForPicture', `${file} has no place for the routing of ${environment}.`, {
      next: `add to ${file}, each once: ${begin}, an empty line, and ${end}`,
    });
  }
  return `${before}${begin}\n\n${section}\n\n${end}${after}`;
}
