import { parseEnvironment } from '@bulkhead/config';
import { recordingOutput } from '../run/recording-output';
import { type Run } from '../run/run';
import { synthesizeAll } from '../run/synthesize-all';
import { writeSynthIndexes } from '../synthesis/synth-index';
import { type Synthesized } from '../synthesis/synthesize';
import { testFolder } from '../test-folder';
import { testInstance } from '../workspace/test-instances';
import { playAlarms, playAlarmsOfPresets } from './alarms';
import { sayRecommendedAlarms } from './recommended-alarms';

jest.mock('../run/synthesize-all', () => ({
  ...jest.requireActual<object>('../run/synthesize-all'),
  synthesizeAll: jest.fn(),
}));

const monitoring = testInstance('observability/monitoring@primary', { engine: 'cdk' });

const alarm = {
  Type: 'AWS::CloudWatch::Alarm',
  Properties: {
    AlarmName: 'queue-old',
    Namespace: 'AWS/SQS',
    MetricName: 'ApproximateAgeOfOldestMessage',
    Dimensions: [{ Name: 'QueueName', Value: 'jobs' }],
    Statistic: 'Maximum',
    Period: 60,
    EvaluationPeriods: 1,
    Threshold: 600,
    ComparisonOperator: 'GreaterThanThreshold',
    TreatMissingData: 'notBreaching',
    AlarmActions: ['page'],
  },
};
const queue = { Type: 'AWS::SQS::Queue', Properties: {} };
const scenario = (name: string, values: string, states: object, actions: object) => ({
  name,
  title: 'The queue',
  series: [
    {
      namespace: 'AWS/SQS',
      metric: 'ApproximateAgeOfOldestMessage',
      dimensions: { QueueName: 'jobs' },
      values,
    },
  ],
  expect: [{ alarm: 'queue-*', states, actions }],
});
const scenarios = [
  scenario(
    'queue-stuck',
    '600x2 601 0x3 700 _x6',
    { '2m': 'OK', '3m': 'ALARM', '4m': 'OK', '7m': 'ALARM', '10m': 'OK' },
    { '3m': ['page'], '7m': ['page'] },
  ),
  scenario('queue-goes-on', '5x10', { '10m': 'OK' }, {}),
];
const others = [
  'ApproximateNumberOfMessagesNotVisible',
  'ApproximateNumberOfMessagesVisible',
  'NumberOfMessagesSent',
];
const leftOut = others.map((name) => ({
  metric: `AWS/SQS ${name}`,
  reason: 'The age says the same, and sooner.',
}));

/** Runs over environments with one stack each, by name the resources of it. Apps have these files. */
function runsOf(
  environments: Readonly<Record<string, object>>,
  files: Readonly<Record<string, unknown>> = {
    'apps/observability/alarms/queue.json': scenarios,
    'apps/observability/alarms/left-out.json': leftOut,
  },
) {
  const root = testFolder({
    ...files,
    ...Object.fromEntries(
      Object.entries(environments).flatMap(([name, Resources]) => {
        const folder = `dist/synth/${name}/primary/observability/monitoring`;
        const { app, stack, role, region } = monitoring;
        const described = { app, stack, role, region, omitted: [], publishes: [], consumes: [] };
        const template = 'monitoring.template.json';
        return [
          [`${folder}/stack.json`, { ...described, engine: 'cdk', template, suppressions: [] }],
          [`${folder}/${template}`, { Resources }],
        ];
      }),
    ),
  } as Parameters<typeof testFolder>[0]);
  writeSynthIndexes(root);
  jest.mocked(synthesizeAll).mockResolvedValue(new Map([[monitoring, {} as Synthesized]]));
  const output = recordingOutput();
  const runs = Object.keys(environments).map((name) => ({
    workspaceRoot: root,
    environment: parseEnvironment({ name, preset: 'saas', account: '111122223333' }, 'e.json'),
    options: { environment: name },
    instances: [monitoring],
    projectRoots: new Map([['observability', 'apps/observability']]),
    output,
  })) as Partial<Run>[] as Run[];
  return { runs, lines: output.lines };
}

async function play(resources: object, files?: Readonly<Record<string, unknown>>) {
  const { runs, lines } = runsOf({ qa: resources }, files);
  const [run] = runs;
  if (!run) throw new RangeError('There is no run.');
  return { good: await playAlarms(run), said: lines.join('\n') };
}

test('the alarms of an environment are played, and printed as tables with totals', async () => {
  const { good, said } = await play({ Alarm: alarm, Queue: queue });

  expect(said).toMatch(/primary: queue-old +queue-stuck +queue-goes-on +12 of 12/);
  expect(said).toMatch(
    /alarms of qa: 1 alarms, 2 scenarios \(0 are not about this environment\), 12 of 12 mutations noticed, \d+\.\d s/,
  );
  expect(said).toContain('recommended alarms: 1 of 4, 3 left out with a reason');
  expect(good).toBe(true);
});

test('a problem is printed with its code, and the command fails', async () => {
  const { good, said } = await play({ Alarm: alarm, Queue: queue }, {});

  expect(said).toMatch(
    /has no scenario in which it fires[^]*next: write the scenarios[^]*\(UncoveredAlarm\)/,
  );
  expect(said).toMatch(/\(UnnoticedMutations\)[^]*\(MissingRecommendedAlarm\)/);
  expect(said).toMatch(/broken without notice/);
  expect(good).toBe(false);
});

test('files that cannot be read are refused before anything is played', async () => {
  await expect(play({}, { 'apps/observability/alarms/queue.json': '{' })).rejects.toMatchObject({
    code: 'UnreadableAlarmFile',
  });
});

test('an environment of which a stack cannot be synthesized has no answer', async () => {
  const { runs } = runsOf({ qa: {} });
  jest.mocked(synthesizeAll).mockResolvedValue(new Map([[monitoring, new Error('no zones')]]));

  await expect(playAlarms(runs[0] as Run)).rejects.toThrow('no zones');
});

describe('of several presets', () => {
  const played = async (environments: Readonly<Record<string, object>>) => {
    const { runs, lines } = runsOf(environments);
    return { good: await playAlarmsOfPresets(runs), said: lines.join('\n') };
  };

  test('each has its totals', async () => {
    const { good, said } = await played({ one: { Alarm: alarm, Queue: queue }, two: {} });

    expect(said).toMatch(/alarms of one: 1 alarms, 2 scenarios/);
    expect(said).toMatch(/alarms of two: 0 alarms, 0 scenarios \(2 are not about this environment\)/);
    expect(good).toBe(true);
  });

  test('an entry that is for none of them fails', async () => {
    const { good, said } = await played({ two: {} });

    expect(said).toMatch(
      /apps\/observability\/alarms\/queue\.json: scenario queue-stuck is about no preset[^]*left-out\.json: no preset needs the reason for AWS\/SQS NumberOfMessagesSent[^]*\(UnusedAlarmEntry\)/,
    );
    expect(good).toBe(false);
  });

  test('a problem of one of them fails', async () => {
    const { good, said } = await played({
      one: { Alarm: alarm, Queue: queue },
      two: { Topic: { Type: 'AWS::SNS::Topic' } },
    });

    expect(said).toMatch(/Environment two lacks alarms/);
    expect(good).toBe(false);
  });

  test('there have to be some', async () => {
    await expect(playAlarmsOfPresets([])).rejects.toThrow('There are no presets.');
  });
});

describe('validate says how many recommended alarms there are', () => {
  const said = (instance: typeof monitoring, outcome: Synthesized | Error = {} as Synthesized) => {
    const { runs, lines } = runsOf({ qa: { Alarm: alarm, Queue: queue } });
    sayRecommendedAlarms(runs[0] as Run, instance, new Map([[monitoring, outcome]]));
    return lines;
  };

  test('once, for the first stack that monitors', () => {
    expect(said(monitoring)).toEqual([
      'recommended alarms: 1 of 4, 3 left out with a reason; npx nx run observability:alarms -c qa shows which',
    ]);
    expect(said(testInstance('observability/monitoring@dr'))).toEqual([]);
    expect(said(testInstance('network/vpc@primary'))).toEqual([]);
  });

  test('or why it does not know', () => {
    expect(() => said(monitoring, new Error('no zones'))).toThrow('no zones');
  });
});
