import { withGeneratedSection } from './performance-document';

const document = (section: string) =>
  `# Performance\n\n<!-- begin: npm run bench -->\n\n${section}\n\n<!-- end: npm run bench -->\n\nMore.\n`;

test('only the text between the markers is replaced, also the second time', () => {
  const once = withGeneratedSection(document('old'), 'new');

  expect(once).toBe(document('new'));
  expect(withGeneratedSection(once, 'new')).toBe(once);
});

test.each([
  ['without markers', '# Performance\n'],
  ['with the first only', document('').replace('<!-- end: npm run bench -->', '')],
  ['with markers in the wrong order', '<!-- end: npm run bench --> <!-- begin: npm run bench -->'],
  ['with two sections', document('a') + document('b')],
])('a document %s is left alone', (_, text) => {
  expect(() => withGeneratedSection(text, 'new')).toThrow('begin: npm run bench');
});
