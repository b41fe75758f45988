import { presetNames, type PresetName, regionPlanOf } from '@bulkhead/config';
import { longestSearch } from './constructs/showing/search';
import { alarmsOf, contextOf, dashboardsOf, type Widget } from './testing';

/** The overview of a preset's production. */
function overviewOf(preset: PresetName): readonly Widget[] {
  const widgets = dashboardsOf(preset).get('bulkhead-test-overview');
  if (!widgets) throw new RangeError(`${preset} has no overview.`);
  return widgets;
}

const rolesOf = (preset: PresetName) =>
  (['primary', 'dr'] as const).filter((role) => contextOf(preset).environment.regions[role] !== undefined);
const titlesOf = (preset: PresetName) => [
  ...new Set(overviewOf(preset).flatMap(({ properties: { title } }) => title ?? [])),
];
const widget = (preset: PresetName, title: string) =>
  overviewOf(preset).find(({ properties }) => properties.title === title)?.properties;
/** Namespace, name and dimensions of a metric, or the expression. */
const shown = (preset: PresetName, title: string) =>
  (widget(preset, title)?.metrics ?? []).map((row) =>
    row.map((each) => (typeof each === 'object' ? each.expression : each)).filter(Boolean),
  );

test.each<[PresetName, readonly string[]]>([
  [
    'saas',
    [
      'Pages of us-east-1',
      'us-east-1: error budget left of 30 days, in percent',
      'us-east-1: running tasks',
      'us-east-1: capacity of the database, in ACUs',
      'us-east-1: bytes through the NAT gateways of the account, an hour',
      'Charges of the account this month, in USD',
    ],
  ],
  [
    'ecs-ec2',
    [
      'Pages of us-east-1',
      'us-east-1: error budget left of 30 days, in percent',
      'us-east-1: running tasks, instances',
      'us-east-1: bytes through the NAT gateways of the account, an hour',
      'Charges of the account this month, in USD',
    ],
  ],
  [
    'patient-data',
    [
      'Pages of ap-southeast-1',
      'ap-southeast-1: error budget left of 30 days, in percent',
      'Pages of ap-southeast-2',
      'ap-southeast-2: error budget left of 30 days, in percent',
      'ap-southeast-2: database behind the other region',
      'ap-southeast-2: copies of objects behind the other region',
      'ap-southeast-1: running tasks',
      'ap-southeast-1: capacity of the database, in ACUs',
      'ap-southeast-1: bytes through the NAT gateways of the account, an hour',
      'ap-southeast-2: running tasks',
      'ap-southeast-2: capacity of the database, in ACUs',
      'ap-southeast-2: bytes through the NAT gateways of the account, an hour',
      'Charges of the account this month, in USD',
    ],
  ],
])('%s shows health, budget, replication and capacity of its regions', (preset, titles) => {
  expect(titlesOf(preset)).toEqual(titles);
});

test('web-multi-region counts the instances of both groups', () => {
  for (const region of ['us-east-1', 'us-west-2'])
    expect(shown('web-multi-region', `${region}: instances`)).toEqual([
      ['AWS/AutoScaling', 'GroupInServiceCapacity', 'AutoScalingGroupName', 'bulkhead-test-app-platform'],
    ]);
});

describe.each<PresetName>([...presetNames])('P1.8, P2.7: %s', (preset) => {
  test('the pages of the overview are the pages of the regions, and no other', () => {
    const arns = overviewOf(preset).flatMap(({ properties }) => properties.alarms ?? []);
    const existing = rolesOf(preset).flatMap((role) =>
      [...alarmsOf(preset, role).values()]
        .filter(({ AlarmName, AlarmRule }) => AlarmRule !== undefined && AlarmName.includes('-page-'))
        .map(
          ({ AlarmName }) =>
            `arn:aws:cloudwatch:${regionPlanOf(contextOf(preset).environment, role).name}:123456789012:alarm:${AlarmName}`,
        ),
    );

    expect(arns.length).toBeGreaterThan(0);
    expect([...arns].sort()).toEqual(existing.sort());
  });

  test('CloudWatch accepts the dashboard', () => {
    const widgets = overviewOf(preset);
    const rows = widgets.map(({ properties: { metrics = [] } }) => metrics);
    const searches = JSON.stringify(rows).match(/SEARCH\('[^']*'/g) ?? [];

    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html
    expect(widgets.length).toBeLessThanOrEqual(500);
    for (const metrics of rows) expect(metrics.length).toBeLessThanOrEqual(500);
    for (const search of searches) expect(search.length).toBeLessThanOrEqual(longestSearch);
    for (const { x, y, width, height } of widgets) {
      expect(x + width).toBeLessThanOrEqual(24);
      const above = widgets.filter(
        (other) =>
          other.x < x + width &&
          x < other.x + other.width &&
          other.y < y + height &&
          y < other.y + other.height,
      );
      expect(above).toHaveLength(1);
    }
  });

  test('only the stack of the primary region has the overview', () => {
    const names = rolesOf(preset).map((role) => [...dashboardsOf(preset, role).keys()]);

    expect(names).toEqual([
      ['bulkhead-test-region', 'bulkhead-test-overview'],
      ...names.slice(1).map(() => ['bulkhead-test-region']),
    ]);
  });
});

test('the budget is what the alarms on the objectives count', () => {
  const [left] = shown('patient-data', 'ap-southeast-1: error budget left of 30 days, in percent');
  const alarm = alarmsOf('patient-data').get('availability-fast-long')?.Metrics?.[0]?.Expression;
  const [, requests, share] = /^IF\((.*) >= \d+, (.*), 0\)$/.exec(alarm ?? '') ?? [];

  expect(left).toEqual([
    `100 * (1 - RUNNING_SUM(IF(${requests} > 0, (${requests}) * (${share}), 0)) / RUNNING_SUM(${requests}) / 0.001)`,
  ]);
});

test('a region without errors for two weeks has a budget: errors are searched for together with requests', () => {
  const rows = shown('patient-data', 'ap-southeast-2: error budget left of 30 days, in percent');
  const search = (names: string) =>
    `SUM(SEARCH('{AWS/ApplicationELB,LoadBalancer} LoadBalancer=app/bulkhead-test-app ${names}', 'Sum'))`;

  expect(rows).toContainEqual([search('MetricName="RequestCount"')]);
  expect(rows).toContainEqual([
    `FILL(${search('(MetricName="HTTPCode_ELB_5XX_Count" OR MetricName="RequestCount")')}, 0) - FILL(${search('MetricName="RequestCount"')}, 0)`,
  ]);
});

test('P1.11: the lag is that of the alarm in the DR region, with the limit at which it pages', () => {
  const title = 'ap-southeast-2: database behind the other region';

  expect(widget('patient-data', title)).toMatchObject({
    region: 'ap-southeast-2',
    annotations: { horizontal: [{ value: 300_000 }] },
  });
  expect(shown('patient-data', title)).toEqual([
    [
      'AWS/RDS',
      'AuroraGlobalDBReplicationLag',
      'DBClusterIdentifier',
      'bulkhead-test-relational-ap-southeast-2',
    ],
  ]);
});
