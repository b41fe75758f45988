import { cloudFormationStack } from '@bulkhead/policy/testing';
import { type AlarmFiles } from '../files/alarm-files';
import { totals } from '../output/table';
import { readScenarios, type WrittenScenario } from '../scenario/scenario';
import { anAlarm, type Properties } from '../testing';
import { checkAlarms } from './alarm-check';
import { unusedEntries } from './unused-entries';

const metric = {
  namespace: 'App',
  name: 'Errors',
  dimensions: [],
  reason: 'The service writes it.',
  file: 'apps/api/alarms/custom-metrics.json',
};
const series = (values: string) => [{ namespace: 'App', metric: 'Errors', values }];
const loud: WrittenScenario = {
  name: 'loud',
  title: 'There are errors',
  series: series('0x3 1x2 0x3 1 _x6'),
  expect: [
    {
      alarm: 'errors',
      states: { '3m': 'OK', '4m': 'ALARM', '5m': 'ALARM', '6m': 'OK', '9m': 'ALARM', '12m': 'OK' },
      actions: { '4m': ['page'], '9m': ['page'] },
    },
  ],
};
const quiet: WrittenScenario = {
  name: 'quiet',
  title: 'There are no errors',
  series: series('0x10'),
  expect: [{ alarm: 'errors', states: { '10m': 'OK' }, actions: {} }],
};

function filesOf(scenarios: readonly WrittenScenario[], rest: Partial<AlarmFiles> = {}): AlarmFiles {
  return {
    scenarios: scenarios.flatMap((each) =>
      readScenarios(each, each.name).map((read) => ({ ...read, file: 'apps/api/alarms/it.json' })),
    ),
    customMetrics: [metric],
    leftOut: [],
    ...rest,
  };
}

function check(files: AlarmFiles, properties: Properties = {}, resources: object = {}) {
  const Alarm = { Type: 'AWS::CloudWatch::Alarm', Properties: { ...anAlarm, ...properties } };
  return checkAlarms(
    'qa',
    [cloudFormationStack({ Resources: { Alarm, ...resources } } as never, { app: 'api', stack: 'service' })],
    files,
  );
}

const problems = (files: AlarmFiles, properties?: Properties, resources?: object) =>
  check(files, properties, resources).problems.map(({ code, message }) => `${code}: ${message}`);

test('an alarm that fires and is silent as scenarios say has no problem', () => {
  const found = check(filesOf([loud, quiet]));

  expect(found.problems).toEqual([]);
  expect(totals(found, 1.26)).toEqual([
    'alarms of qa: 1 alarms, 2 scenarios (0 are not about this environment), 11 of 11 mutations noticed, 1.3 s',
    'recommended alarms: 0 of 0, 0 left out with a reason',
  ]);
});

test('an alarm without a scenario in which it fires, or is silent, is a problem, with those that are elsewhere', () => {
  const misspelt = { ...loud, expect: [{ alarm: 'erorrs', states: { '4m': 'ALARM' as const } }] };

  expect(problems(filesOf([quiet, misspelt]))[0]).toMatch(
    /^UncoveredAlarm: [^]*\n {2}primary: errors of api\/service@primary has no scenario in which it fires\n[^]*\n {2}loud \(apps\/api\/alarms\/it\.json\): expect\.0\.alarm: 0 alarms are primary: erorrs/,
  );
  expect(problems(filesOf([loud]))[0]).toMatch(/has no scenario in which it is silent$/);
  expect(problems(filesOf([]))[0]).toMatch(/in which it fires, and none in which it is silent$/);
});

test('a scenario that is not met is a problem', () => {
  const wrong = {
    ...quiet,
    name: 'wrong',
    expect: [{ alarm: 'errors', states: { '5m': 'ALARM' as const } }],
  };

  expect(problems(filesOf([loud, quiet, wrong]))).toEqual([
    expect.stringMatching(
      /^MissedExpectation: .*\n {2}wrong: primary: errors at 5m: expected ALARM, was OK$/,
    ),
  ]);
});

test('mutations that nobody notices are a problem', () => {
  const careless = {
    ...loud,
    series: series('0x3 100x2 0x3'),
    expect: [{ alarm: 'errors', states: { '4m': 'ALARM' as const } }],
  };

  expect(problems(filesOf([careless, quiet]))).toEqual([
    expect.stringMatching(/^UnnoticedMutations: Scenarios notice \d\d\.\d % [^]*ALARM no longer does page/),
  ]);
});

test('an alarm on a metric that nobody writes is a problem beside the others', () => {
  expect(problems(filesOf([loud, quiet], { customMetrics: [] }))).toEqual([
    expect.stringMatching(/^UnfitAlarms: [^]*nobody writes App Errors/),
  ]);
});

test('a scenario that cannot be bound is a problem beside the others', () => {
  const dataless = { ...quiet, name: 'dataless', series: [] };

  expect(problems(filesOf([loud, quiet, dataless]))).toEqual([
    expect.stringMatching(/^UnreadableScenario: Scenario dataless [^]*says nothing of primary App Errors/),
  ]);
});

test('a recommended alarm that is missing is a problem', () => {
  const gateway = { Nat: { Type: 'AWS::EC2::NatGateway', Properties: {} } };

  expect(problems(filesOf([loud, quiet]), {}, gateway)).toEqual([
    expect.stringMatching(
      /^MissingRecommendedAlarm: .* 0 of 2, .*\n {2}AWS\/NATGateway in primary \(AWS::EC2::NatGateway\): ErrorPortAllocation, PacketsDropCount$/,
    ),
  ]);
});

describe('over several environments', () => {
  const other = { ...anAlarm, AlarmName: 'other', Namespace: 'Other' };
  const ofOther = { ...quiet, name: 'other', expect: [{ alarm: 'other', states: {} }] };
  const unused = (files: AlarmFiles, all: readonly Properties[] = [{}, other]) =>
    unusedEntries(
      files,
      all.map((properties) => check(files, properties).used),
    )?.message;

  test('every entry has to be for one of them', () => {
    const both = [loud, { ...ofOther, series: [{ namespace: 'Other', metric: 'Errors', values: '0' }] }];

    expect(unused(filesOf(both))).toBeUndefined();
    expect(unused(filesOf(both), [{}])).toMatch(
      /apps\/api\/alarms\/it\.json: scenario other is about no preset/,
    );
  });

  test('an optional part has to fit somewhere', () => {
    const parts = (namespace: string) => [
      {
        ...quiet,
        name: 'parts',
        expect: [{ alarm: '*', states: {}, each: true }],
        series: [...series('0'), { namespace, metric: 'Errors', values: '0' }].map((each) => ({
          ...each,
          optional: true,
        })),
      },
    ];

    expect(unused(filesOf(parts('Other')))).toBeUndefined();
    expect(unused(filesOf(parts('Othre')), [{}])).toMatch(
      /series\.1 of scenario parts is optional, and fits nothing in any preset/,
    );
  });

  test('a declared metric and a reason have to be needed somewhere', () => {
    const files = filesOf([loud], {
      customMetrics: [metric, { ...metric, name: 'Latency' }],
      leftOut: [{ metric: 'AWS/EFS PercentIOLimit', reason: 'No file system is busy.', file: 'x.json' }],
    });

    expect(unused(files, [{}])).toBe(
      [
        'Entries of apps/*/alarms are for nothing:',
        'apps/api/alarms/custom-metrics.json: no alarm of any preset needs App Latency',
        'x.json: no preset needs the reason for AWS/EFS PercentIOLimit',
      ].join('\n  '),
    );
  });
});
