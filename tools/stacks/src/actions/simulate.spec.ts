import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeFiles } from '../test-folder';
import { testInstance } from '../workspace/test-instances';
import { simulateRouting } from './simulate';
import { writeSynthesizedShape } from './test-synthesized-routing';
import { testRun } from './test-world';

const mockedSynthesis = { failed: new Set<string>() };
jest.mock('../run/synthesize-all', () => ({
  ...jest.requireActual<object>('../run/synthesize-all'),
  synthesizeAll: ({ selected }: { selected: readonly { id: string }[] }) =>
    Promise.resolve(
      new Map(
        selected.map((instance) => [
          instance,
          mockedSynthesis.failed.has(instance.id) ? new Error(`${instance.id} failed`) : {},
        ]),
      ),
    ),
}));

const routing = testInstance('cdn-dns/routing@global');
const place = '<!-- begin: routing of qa -->\n<!-- end: routing of qa -->\n';

/** A run in an environment that has been synthesized, with active-passive routing. */
function begin(shape: Parameters<typeof writeSynthesizedShape>[1] = { policy: 'failover', cdn: true }) {
  mockedSynthesis.failed.clear();
  const { run } = testRun([routing]);
  writeSynthesizedShape(run.workspaceRoot, shape);
  writeFiles(run.workspaceRoot, { 'page.md': `# Page\n\n${place}` });
  const written = (file: string) => readFileSync(join(run.workspaceRoot, file), 'utf8');
  return { run: { ...run, workingDirectory: run.workspaceRoot }, written };
}

test('P2.5 the answers are printed as a table and written for programs and people', async () => {
  const { run, written } = begin();
  const lines = await simulateRouting(run, {});

  expect(lines).toContainEqual(
    expect.stringMatching(
      /^region-down +primary → 0 s none \(primary\) → 118 s dr +primary → 0 s dr +118 s$/,
    ),
  );
  expect(lines.slice(-2)).toEqual(['dist/routing/qa.json', 'dist/routing/qa.svg']);
  expect(JSON.parse(written('dist/routing/qa.json'))).toMatchObject({ environment: 'qa' });
  expect(written('dist/routing/qa.svg')).toMatch(/^<svg /);
  expect(written('page.md')).toBe(`# Page\n\n${place}`);
});

test('a document gets the table, and the picture beside it; a second time changes nothing', async () => {
  const { run, written } = begin();
  const lines = await simulateRouting(run, { into: 'page.md' });
  const files = () => [written('page.md'), written('page.qa.svg')];
  const once = files();
  await simulateRouting(run, { into: 'page.md' });

  expect(lines.slice(-2)).toEqual(['page.md', 'page.qa.svg']);
  expect(once[0]).toMatch(
    /^# Page\n\n<!-- begin.*\n\nRouting of qa: .*\n\n!\[.*\]\(page\.qa\.svg\)\n\n\| What happens/,
  );
  expect(files()).toEqual(once);
});

test('an environment that cannot be synthesized has no answers', async () => {
  const { run } = begin();
  mockedSynthesis.failed.add(routing.id);

  await expect(simulateRouting(run, {})).rejects.toThrow('cdn-dns/routing@global failed');
});

test('an environment without routing is refused', async () => {
  const { run } = begin({ policy: 'one region', cdn: false, domain: false });

  await expect(simulateRouting(run, {})).rejects.toMatchObject({ code: 'NoRouting' });
});
