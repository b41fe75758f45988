import { type Page, page, referenceFolder } from './page';

/** The page that links all other pages. */
export function indexPage(pages: readonly Page[]): Page {
  return page('README.md', 'Reference', [
    'These pages are generated from the code. `npm test` fails if a page differs from what its command would write.',
    '',
    ...pages.map(({ file, text }) => {
      const title = /^# (.*)$/m.exec(text)?.[1] ?? file;
      return `- [${title}](${file.slice(referenceFolder.length + 1)})`;
    }),
  ]);
}
