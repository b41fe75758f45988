import { type Page, page, referenceFolder } from './page';

/** The page that leads to all others. */
export function indexPage(pages: readonly Page[]): Page {
  return page('README.md', 'Reference', [
    'What the code says of itself. `npm test` refuses a page that is not what its command would write.',
    '',
    ...pages.map(({ file, text }) => {
      const title = /^# (.*)$/m.exec(text)?.[1] ?? file;
      return `- [${title}](${file.slice(referenceFolder.length + 1)})`;
    }),
  ]);
}
