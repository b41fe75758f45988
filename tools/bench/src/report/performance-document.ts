const begin = '<!-- begin: npm run bench -->';
const end = '<!-- end: npm run bench -->';

/**
 * A document with the generated section between its two markers replaced.
 *
 * @throws Error where the document does not have each marker once, in order
 */
export function withGeneratedSection(document: string, section: string): string {
  const [before, rest, ...more] = document.split(begin);
  const [, after, ...evenMore] = (rest ?? '').split(end);
  if (rest === undefined || after === undefined || more.length + evenMore.length > 0) {
    throw new Error(`docs/performance.md needs one line "${begin}" and one line "${end}" after it.`);
  }
  return `${before}${begin}\n\n${section}\n\n${end}${after}`;
}
