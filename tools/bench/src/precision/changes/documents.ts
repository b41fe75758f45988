import { append, change } from '../change';

export const documents = [
  change('the README', append('README.md', '\nMore to read.')),
  change('the change log', append('CHANGELOG.md', '\n- Something that is different.')),
  change('a new decision', append('docs/decisions/9999-something.md', '# Something was decided')),
  change('the README of an app', append('apps/network/README.md', '\nMore to read.')),
  change('the README of a lib that every app uses', append('libs/config/README.md', '\nMore to read.')),
];
