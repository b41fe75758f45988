import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { testDashboard } from '../test-dashboard';
import { labelsOf, type MetricWidget } from './dashboard';
import { readDashboard } from './read-dashboard';

const root = mkdtempSync(join(tmpdir(), 'dashboards-'));
afterAll(() => rmSync(root, { recursive: true }));

function write(path: string, content: unknown): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), JSON.stringify(content));
}

/** An environment with a dashboard of another name, and one whose body CloudFormation puts together. */
beforeAll(() => {
  const body = JSON.stringify(testDashboard);
  const at = body.indexOf('Objective');
  const dashboard = (name: string, DashboardBody: unknown) => ({
    Type: 'AWS::CloudWatch::Dashboard',
    Properties: { DashboardName: name, DashboardBody },
  });
  write('dist/synth/qa/index.json', {
    stacks: [
      { engine: 'cdktf', template: 'audit.tf.json' },
      { engine: 'cdk', template: 'emulator.template.json', complete: 'monitoring.template.json' },
    ],
  });
  write('monitoring.template.json', {
    Resources: {
      Topic: { Type: 'AWS::SNS::Topic' },
      Region: dashboard('bulkhead-qa-region-eu-west-1', '{}'),
      Overview: dashboard('bulkhead-qa-overview-eu-west-1', {
        'Fn::Join': ['', [body.slice(0, at), { Ref: 'Consumed' }, body.slice(at)]],
      }),
    },
  });
});

test('a dashboard is found by its name, in what goes to AWS', () => {
  const { widgets } = readDashboard(root, 'qa', 'overview');

  expect(widgets).toHaveLength(testDashboard.widgets.length);
  expect(labelsOf(widgets[2] as MetricWidget)).toEqual(['known-at-deploy-timeObjective 1', 'Objective 2']);
});

test('a number without a label is shown by the name of its metric', () => {
  expect(labelsOf(testDashboard.widgets.at(-1) as MetricWidget)).toEqual(['RunningTaskCount']);
});

test('an environment without the dashboard is refused', () => {
  expect(() => readDashboard(root, 'qa', 'edge')).toThrow(
    expect.objectContaining({
      code: 'NoDashboard',
      message: expect.stringContaining('qa has a dashboard edge'),
    }),
  );
});
