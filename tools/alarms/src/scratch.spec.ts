import { outcomeOf, runMutations, Stage } from './index';
import { alarmsOf, anAlarm, scenarioOf } from './testing';
const n = 100;
const alarms = alarmsOf({
  alarms: Object.fromEntries(Array.from({ length: n }, (_, i) => [`A${i}`, { ...anAlarm, AlarmName: `a${i}`, MetricName: `M${i}`, Period: i % 3 ? 60 : 300, EvaluationPeriods: i % 4 ? 5 : 3, Threshold: 50, Statistic: i % 2 ? 'Average' : 'Sum', AlarmActions: [] }])),
  composites: Object.fromEntries(Array.from({ length: 10 }, (_, c) => [`C${c}`, { AlarmName: `c${c}`, AlarmRule: Array.from({ length: 10 }, (_, i) => `ALARM(a${c * 10 + i})`).join(' OR '), AlarmActions: ['page'] }])),
});
test('perf', () => {
  const series = (values: string, extra = {}) => Array.from({ length: n }, (_, i) => ({ namespace: 'App', metric: `M${i}`, values, ...extra }));
  let t = performance.now();
  const quiet = scenarioOf(alarms, { seed: 7, lasts: '30d', series: series('0~9x*'), pages: { topic: 'page', atMost: 0 } });
  const q = new Stage(alarms, quiet);
  console.log('quiet month', performance.now() - t);
  t = performance.now();
  const stages = Array.from({ length: n }, (_, i) => ['0x10 100x20 0x10', '0x40'].map((values) => new Stage(alarms, scenarioOf(alarms, { series: [{ namespace: 'App', metric: `M${i}`, values }], expect: [{ alarm: `a${i}`, states: values.includes('100') ? { '25m': 'ALARM', '40m': 'OK' } : { '25m': 'OK' } }] })))).flat();
  console.log('stages', performance.now() - t);
  t = performance.now();
  outcomeOf(alarms, stages);
  const m = runMutations(alarms, [...stages, q]);
  console.log('mutations', m.length, m.filter((x) => x.noticedBy).length, performance.now() - t);
}, 200000);
