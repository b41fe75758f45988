import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeFiles } from '../test-folder';
import { testInstance } from '../workspace/test-instances';
import { drawDashboard } from './picture';
import { testRun } from './test-world';

const mockedSynthesis = { failed: false };
jest.mock('../run/synthesize-all', () => ({
  ...jest.requireActual<object>('../run/synthesize-all'),
  synthesizeAll: ({ selected }: { selected: readonly object[] }) =>
    Promise.resolve(
      new Map(selected.map((instance) => [instance, mockedSynthesis.failed ? new Error('it failed') : {}])),
    ),
}));

const title = 'Pages of eu-west-1';

/** A run in an environment that has been synthesized, with a dashboard. */
function begin(dashboard: string) {
  const { run } = testRun([testInstance('observability/monitoring@primary')]);
  const body = {
    widgets: [
      {
        type: 'alarm',
        x: 0,
        y: 0,
        width: 12,
        height: 3,
        properties: { title, alarms: ['a:b:c:d:e:f:users'] },
      },
    ],
  };
  writeFiles(run.workspaceRoot, {
    'dist/synth/qa/index.json': JSON.stringify({ stacks: [{ engine: 'cdk', template: 'template.json' }] }),
    'template.json': JSON.stringify({
      Resources: {
        Dashboard: {
          Type: 'AWS::CloudWatch::Dashboard',
          Properties: { DashboardName: dashboard, DashboardBody: JSON.stringify(body) },
        },
      },
    }),
  });
  const written = (file: string) => readFileSync(join(run.workspaceRoot, file), 'utf8');
  return { run: { ...run, workingDirectory: join(run.workspaceRoot, 'docs') }, written };
}

test('the overview is drawn for people, and into the file that they name from their folder', async () => {
  const { run, written } = begin('bulkhead-qa-overview-eu-west-1');
  const files = await drawDashboard(run, { into: 'picture.svg' });

  expect(files).toEqual(['dist/dashboards/qa.svg', 'picture.svg']);
  expect(written('dist/dashboards/qa.svg')).toContain(`>${title}<`);
  expect(written('docs/picture.svg')).toBe(written('dist/dashboards/qa.svg'));
});

test('an environment without an overview, and one that cannot be synthesized, have no picture', async () => {
  await expect(drawDashboard(begin('bulkhead-qa-region-eu-west-1').run, {})).rejects.toMatchObject({
    code: 'NoDashboard',
  });
  mockedSynthesis.failed = true;
  await expect(drawDashboard(begin('bulkhead-qa-overview-eu-west-1').run, {})).rejects.toThrow('it failed');
});
