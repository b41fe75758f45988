const begin = '<!-- begin: npm run bench -->';
const end = '<!-- end: npm run bench -->';

/**
 * Replaces the generated section between the two markers of a document.
 *
 * @throws Error if the document does not have each marker exactly once, in order
 */
export function withGeneratedSection(document: string, section: string): string {
  const [before, rest, ...more] = document.split(begin);
  const [, after, ...evenMore] = (rest ?? '').split(end);
  if (rest === undefined || after === undefined || more.length + evenMore.length > 0) {
    throw new Error(`docs/performance.md needs one line "${begin}" and one line "${end}" after it.`);
  }
  return `${before}${begin}\n\n${section}\n\n${end}${after}`;
}
