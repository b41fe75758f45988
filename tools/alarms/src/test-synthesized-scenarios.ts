import { type CustomMetric } from './published/require-published';
import { type WrittenScenario } from './scenario/scenario';

type Role = 'primary' | 'dr';

const alerts = '${database/backup:aws_sns_topic.alerts*}';

/** Metrics of the presets that neither AWS nor a metric filter writes. */
export const customMetrics: readonly CustomMetric[] = [
  {
    namespace: 'Bulkhead/Routing',
    name: 'LeaveRegion',
    dimensions: ['Environment', 'Role'],
    reason: 'A person writes it to throw the switch: the README of cdn-dns.',
  },
  {
    namespace: 'Bulkhead/AppPlatform',
    name: 'mem_used_percent',
    dimensions: ['AutoScalingGroupName'],
    reason: "The instances' agent writes it: constructs/group/metrics-agent.ts of app-platform.",
  },
];

const backups = (kind: string, interval: string, values: string) => ({
  namespace: 'AWS/Events',
  metric: 'TriggeredRules',
  dimensions: { RuleName: `\${database/backup:aws_cloudwatch_event_rule.silence_${kind}-done*}` },
  interval,
  values,
});

const targets = (role: Role, values: string) => ({
  namespace: 'AWS/ApplicationELB',
  metric: 'HealthyHostCount',
  dimensions: {
    LoadBalancer: '${app-platform/loadBalancerFullName}',
    TargetGroup: '${app-platform/targetGroupFullName}',
  },
  role,
  values,
});

const memory = (role: Role, values: string) => ({
  namespace: 'Bulkhead/AppPlatform',
  metric: 'mem_used_percent',
  dimensions: { AutoScalingGroupName: 'bulkhead-*-app-platform-*' },
  role,
  values,
});

/** Of an alarm that looks at 6 h and retrieves 8 h, and of one that looks at 2 days and retrieves 4 days. */
const ofBackups: readonly WrittenScenario[] = [
  {
    name: 'backups-of-databases-stop',
    title: 'No database is backed up for nine hours',
    series: [backups('databases', '1h', '1x3 _x9 1x3')],
    expect: [
      {
        alarm: '*-silence-databases-*',
        states: { '9h': 'OK', '10h': 'OK', '10h1m': 'ALARM', '12h': 'ALARM', '12h1m': 'OK' },
        actions: { '10h1m': [alerts], '12h1m': [alerts] },
      },
    ],
  },
  {
    name: 'backups-of-databases-go-on',
    title: 'Databases are backed up every hour',
    series: [backups('databases', '1h', '1x12')],
    expect: [{ alarm: '*-silence-databases-*', states: { '1m': 'OK', '12h': 'OK' }, actions: {} }],
  },
  {
    name: 'backups-of-databases-are-counted-as-zero',
    title: 'The rule of the backups says that it did not match',
    series: [backups('databases', '1h', '0x2')],
    expect: [{ alarm: '*-silence-databases-*', states: { '1m': 'ALARM', '2h': 'ALARM' } }],
  },
  {
    name: 'backups-of-buckets-stop',
    title: 'No bucket is backed up for five days',
    series: [backups('buckets', '1d', '1x2 _x5 1x2')],
    expect: [
      {
        alarm: '*-silence-buckets-*',
        states: { '4d': 'OK', '5d': 'OK', '5d1h': 'ALARM', '7d': 'ALARM', '7d1h': 'OK' },
        actions: { '5d1h': [alerts], '7d1h': [alerts] },
      },
    ],
  },
  {
    name: 'backups-of-buckets-go-on',
    title: 'Buckets are backed up every day',
    series: [backups('buckets', '1d', '1x4')],
    expect: [{ alarm: '*-silence-buckets-*', states: { '1h': 'OK', '4d': 'OK' }, actions: {} }],
  },
  {
    name: 'backups-of-buckets-are-counted-as-zero',
    title: 'The rule of the backups says that it did not match',
    series: [backups('buckets', '1d', '0x2')],
    expect: [{ alarm: '*-silence-buckets-*', states: { '1h': 'ALARM', '2d': 'ALARM' } }],
  },
];

const ofTargets = (role: Role): WrittenScenario[] => [
  {
    name: `targets-gone-${role}`,
    title: 'No target is healthy for five minutes',
    series: [targets(role, '1x3 0x5 1x3')],
    expect: [
      {
        alarm: '*-healthy-targets-*',
        role,
        states: { '3m': 'OK', '4m': 'OK', '5m': 'ALARM', '8m': 'ALARM', '9m': 'OK' },
      },
    ],
  },
  {
    name: `targets-unknown-${role}`,
    title: 'The load balancer says nothing of its targets',
    series: [targets(role, '1x3 _x8')],
    expect: [
      {
        alarm: '*-healthy-targets-*',
        role,
        states: { '6m': 'OK', '7m': 'INSUFFICIENT_DATA', '11m': 'INSUFFICIENT_DATA' },
      },
    ],
  },
];

/** The switch of a region is in the other one. */
const ofSwitch = (role: Role, keptIn: Role): WrittenScenario[] => {
  const series = (values: string) => ({
    namespace: 'Bulkhead/Routing',
    metric: 'LeaveRegion',
    dimensions: { Environment: '*', Role: role },
    role: keptIn,
    values,
  });
  const alarm = `*-leave-${role}-*`;
  return [
    {
      name: `switch-of-${role}-thrown`,
      title: 'A person takes the users from the region by mistake, and a while later for an hour',
      series: [series('_x3 1 0 _x5 1 _x60 0 _x4')],
      expect: [
        {
          alarm,
          role: keptIn,
          states: {
            '3m': 'OK',
            '4m': 'ALARM',
            '5m': 'OK',
            '11m': 'ALARM',
            '1h11m': 'ALARM',
            '1h12m': 'OK',
            '1h16m': 'OK',
          },
        },
      ],
    },
    {
      name: `switch-of-${role}-untouched`,
      title: 'Nobody writes anything for an hour',
      series: [series('_x60')],
      expect: [{ alarm, role: keptIn, states: { '1m': 'OK', '1h': 'OK' } }],
    },
  ];
};

const ofMemory = (role: Role): WrittenScenario[] => {
  const alarm = '*-app-platform-memory-*';
  return [
    {
      name: `memory-low-${role}`,
      title: 'Instances use three quarters of their memory for four minutes',
      series: [memory(role, '50x2 75x4 74x3')],
      expect: [
        {
          alarm,
          role,
          states: { '2m': 'OK', '4m': 'OK', '5m': 'ALARM', '6m': 'ALARM', '7m': 'OK' },
          actions: { '5m': ['${app-platform/service:Policy}'] },
        },
      ],
    },
    {
      name: `memory-unknown-${role}`,
      title: 'The agent says nothing',
      series: [memory(role, '50x3 _x7')],
      expect: [{ alarm, role, states: { '7m': 'OK', '8m': 'INSUFFICIENT_DATA' } }],
    },
  ];
};

/** What can happen to the alarms of the presets. */
export const synthesizedScenarios: readonly WrittenScenario[] = [
  ...ofBackups,
  ...ofTargets('primary'),
  ...ofTargets('dr'),
  ...ofSwitch('primary', 'dr'),
  ...ofSwitch('dr', 'primary'),
  ...ofMemory('primary'),
  ...ofMemory('dr'),
];
