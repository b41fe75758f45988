import { outcomeOf } from '../answer/coverage';
import { missText } from '../answer/verdict';
import { coverageTable, unnoticedTable } from '../output/table';
import { requirePublished } from '../published/require-published';
import { readAlarms } from '../reading/read-alarms';
import { bindScenario } from '../scenario/bound-scenario';
import { readScenario, type WrittenScenario } from '../scenario/scenario';
import { synthesizedStacks } from '../test-synthesized-alarms';
import { customMetrics, synthesizedScenarios } from '../test-synthesized-scenarios';
import { play, Stage } from '../simulation/play';
import { alarmsOf, anAlarm, scenarioOf } from '../testing';
import { mutationKinds, mutationsOf } from './mutations-of';
import { noticedShare, runMutations } from './run-mutations';

describe('the alarms of the presets', () => {
  const alarms = readAlarms('qa', synthesizedStacks());
  const scenarios = synthesizedScenarios.map((written) =>
    bindScenario(alarms, readScenario(written, written.name)),
  );
  const stages = scenarios.map((scenario) => new Stage(alarms, scenario));
  const outcome = outcomeOf(alarms, stages);
  const results = runMutations(alarms, stages);

  test('read metrics that somebody writes', () => {
    expect(() => requirePublished(alarms, customMetrics)).not.toThrow();
    expect(() => requirePublished(alarms, [])).toThrow(/nobody writes Bulkhead\/Routing LeaveRegion/);
  });

  test('do what the scenarios expect', () => {
    expect(outcome.misses.map(({ scenario, miss }) => `${scenario}: ${missText(miss)}`)).toEqual([]);
  });

  test('have a scenario in which they fire, and one in which they are silent', () => {
    expect(outcome.coverage).toHaveLength(8);
    for (const { key, fires, silent } of outcome.coverage) {
      expect([key, fires.length > 0, silent.length > 0]).toEqual([key, true, true]);
    }
  });

  test('cannot be broken without notice: at least 95 % of the mutations are noticed', () => {
    expect(results.length).toBeGreaterThan(80);
    expect(unnoticedTable(results)).toEqual([]);
    expect(noticedShare(results)).toBeGreaterThanOrEqual(0.95);
  });

  test('are printed as a table', () => {
    expect(coverageTable(outcome.coverage, results)).toMatchInlineSnapshot(`
      [
        "alarm                                                   fires in                                                             is silent in                 mutations noticed",
        "primary: bulkhead-qa-backup-silence-buckets-20fb2b86    backups-of-buckets-stop, backups-of-buckets-are-counted-as-zero      backups-of-buckets-go-on     14 of 14",
        "primary: bulkhead-qa-backup-silence-databases-20fb2b86  backups-of-databases-stop, backups-of-databases-are-counted-as-zero  backups-of-databases-go-on   14 of 14",
        "primary: bulkhead-qa-cdn-dns-leave-dr-7d336e5b          switch-of-dr-thrown                                                  switch-of-dr-untouched       11 of 11",
        "dr: bulkhead-qa-cdn-dns-healthy-targets-44fb0364        targets-gone-dr                                                      targets-unknown-dr           11 of 11",
        "dr: bulkhead-qa-cdn-dns-leave-primary-7d336e5b          switch-of-primary-thrown                                             switch-of-primary-untouched  11 of 11",
        "primary: bulkhead-qa-cdn-dns-healthy-targets-44fb0364   targets-gone-primary                                                 targets-unknown-primary      11 of 11",
        "primary: bulkhead-qa-app-platform-memory-d37866ee       memory-low-primary                                                   memory-unknown-primary       12 of 12",
        "dr: bulkhead-qa-app-platform-memory-d37866ee            memory-low-dr                                                        memory-unknown-dr            12 of 12",
        "100.0 % of 96 mutations are noticed",
      ]
    `);
  });
});

describe('mutations', () => {
  const alarms = alarmsOf({
    alarms: {
      Errors: anAlarm,
      Drill: { ...anAlarm, AlarmName: 'drill', MetricName: 'Drill', AlarmActions: [] },
    },
    composites: {
      Page: {
        AlarmName: 'page',
        AlarmRule: 'ALARM(errors) AND OK(drill)',
        AlarmActions: ['page'],
        ActionsSuppressor: { Ref: 'Drill' },
        ActionsSuppressorWaitPeriod: 60,
        ActionsSuppressorExtensionPeriod: 60,
      },
    },
  });

  test('break every kind of setting, one at a time', () => {
    const dimension = alarmsOf({
      alarms: { Errors: { ...anAlarm, Dimensions: [{ Name: 'a', Value: 'b' }] } },
    });
    const kinds = [...mutationsOf(alarms), ...mutationsOf(dimension)].map(({ kind }) => kind);

    expect([...new Set(kinds)].sort()).toEqual([...mutationKinds].sort());
    for (const { key, alarms: broken } of mutationsOf(alarms)) {
      const changed = [...broken.alarms].filter(([each, alarm]) => alarm !== alarms.alarms.get(each));
      expect(changed.map(([each]) => each)).toEqual([key]);
      expect(changed.map(([, alarm]) => alarm)).not.toEqual([alarms.alarms.get(key)]);
    }
  });

  test('are noticed by scenarios whose expectations are no longer met, and by no other', () => {
    const series = (values: string) => [{ namespace: 'App', metric: 'Errors', values }];
    const quiet = {
      ...scenarioOf(alarms, { series: series('0x2'), expect: [{ alarm: 'errors', states: { '2m': 'OK' } }] }),
      name: 'quiet',
    };
    const loud = {
      ...scenarioOf(alarms, {
        series: series('0 1'),
        expect: [{ alarm: 'errors', states: { '2m': 'ALARM' } }],
      }),
      name: 'loud',
    };
    const of = (what: string) =>
      runMutations(
        alarms,
        [quiet, loud].map((each) => new Stage(alarms, each)),
      ).find((each) => each.key === 'primary: errors' && each.what === what)?.noticedBy;

    expect(of('0 is 1')).toBe('loud');
    expect(of('0 is -1')).toBe('quiet');
    expect(of('GreaterThanThreshold is LessThanThreshold')).toBe('loud');
    // Nothing is expected of what the alarm does, and data is never missing.
    expect(of('ALARM no longer does page')).toBeUndefined();
    expect(of('notBreaching is missing')).toBeUndefined();
  });

  test('are played again only as far as something can change, with the same outcome as from the beginning', () => {
    const scenario = scenarioOf(alarms, {
      series: [
        { namespace: 'App', metric: 'Errors', values: '0 1x3 0x2 1x4 0x3' },
        { namespace: 'App', metric: 'Drill', values: '0x2 1x3 0x8' },
      ],
      expect: [],
      pages: { topic: 'page', atMost: 9 },
    });
    const stage = new Stage(alarms, scenario);

    expect(mutationsOf(alarms).length).toBeGreaterThan(25);
    for (const { key, what, alarms: broken } of mutationsOf(alarms)) {
      const again = stage.playedWith(broken, key);
      const anew = play(broken, scenario);
      const inOrder = (all: typeof again.actions) =>
        all.map(({ second, key: of, action }) => `${second} ${of} ${action}`).sort();

      expect([what, inOrder(again.actions)]).toEqual([what, inOrder(anew.actions)]);
      expect([what, [...again.states].sort()]).toEqual([what, [...anew.states].sort()]);
    }
  });

  test('of a scenario that misses already, or that draws its values, are not noticed', () => {
    const of = (written: Partial<WrittenScenario>) =>
      runMutations(alarms, [
        new Stage(
          alarms,
          scenarioOf(alarms, {
            series: [{ namespace: 'App', metric: 'Errors', values: '0 1' }],
            expect: [{ alarm: 'errors', states: { '2m': 'ALARM' } }],
            ...written,
          }),
        ),
      ]).filter(({ noticedBy }) => noticedBy !== undefined).length;

    expect(of({})).toBeGreaterThan(0);
    expect(of({ expect: [{ alarm: 'errors', states: { '2m': 'OK' } }] })).toBe(0);
    expect(of({ seed: 1, series: [{ namespace: 'App', metric: 'Errors', values: '0 1~2' }] })).toBe(0);
  });

  test('that nobody notices are printed as a table', () => {
    const results = [
      { key: 'primary: errors', kind: 'threshold' as const, what: '0 is 1', noticedBy: 'loud' },
      { key: 'primary: errors', kind: 'action' as const, what: 'disabled' },
    ];

    expect(noticedShare(results)).toBe(0.5);
    expect(noticedShare([])).toBe(1);
    expect(unnoticedTable(results)).toEqual([
      'alarm            setting  broken without notice',
      'primary: errors  action   disabled',
    ]);
    expect(unnoticedTable([])).toEqual([]);
  });
});
