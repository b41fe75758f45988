import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contextOf } from '../../audit-testing';
import { cisFilters } from './filters/cis-filters';
import { findings } from './heard/findings';
import { guards } from './heard/guards';
import { rootSignIn } from './heard/root-sign-in';
import { settingsOf } from '@bulkhead/config';

const readme = readFileSync(join(__dirname, '../../..', 'README.md'), 'utf8');

/** Anchors of the headings, as GitHub makes them. */
const anchors = [...readme.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
  heading
    .toLowerCase()
    .replace(/[^\w\- ]/g, '')
    .replaceAll(' ', '-'),
);

const { environment, nameScope } = contextOf({ audit: { macie: { managedBy: 'environment' } } });
const settings = settingsOf(environment, 'observability', 'audit');
const meanings = [...cisFilters, ...guards(nameScope), ...findings(settings), rootSignIn];

test('there are enough of them', () => {
  expect(meanings.length).toBeGreaterThan(30);
});

test.each(meanings.map(({ name, runbook }) => [name, runbook] as const))(
  'P1.8: the runbook of %s is a heading of the README: %s',
  (_, runbook) => {
    expect(anchors).toContain(runbook);
  },
);

test('P1.8: every runbook of the README is one of these', () => {
  const runbooks = readme.split('## Runbooks')[1]?.split(/\n## /)[0] ?? '';
  const headings = [...runbooks.matchAll(/^### (.+)$/gm)].map(([, heading = '']) =>
    heading.toLowerCase().replaceAll(' ', '-'),
  );
  expect(headings.filter((heading) => !meanings.some(({ runbook }) => runbook === heading))).toEqual([]);
});
