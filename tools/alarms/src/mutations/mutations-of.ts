import { alarmsIn, type AlarmRule } from '../alarm-rule/alarm-rule';
import { alarmStates } from '../model/alarm-state';
import {
  type Alarm,
  type Alarms,
  type CompositeAlarm,
  type MetricAlarm,
  missingDataTreatments,
} from '../model/alarms';
import { type Comparison } from '../model/comparisons';
import { canLackData } from './can-lack-data';

/** The settings of alarms that are broken. */
export const mutationKinds = [
  'threshold',
  'period',
  'evaluation periods',
  'operator',
  'missing data',
  'dimension',
  'action',
  'rule',
  'suppressor',
] as const;

/** The alarms of an environment with one broken setting. */
export interface Mutation {
  /** Key of the broken alarm. */
  readonly key: string;
  readonly kind: (typeof mutationKinds)[number];
  /** For people: what is broken. */
  readonly what: string;
  readonly alarms: Alarms;
}

type Change = Pick<Mutation, 'kind' | 'what'> & { readonly alarm: Alarm };

/** Every mutation of every alarm, in order. */
export function mutationsOf(alarms: Alarms): Mutation[] {
  return [...alarms.alarms].flatMap(([key, alarm]) =>
    [...(alarm.type === 'metric' ? ofMetricAlarm(alarm) : ofCompositeAlarm(alarm)), ...ofActions(alarm)].map(
      ({ alarm: changed, ...rest }) => ({
        key,
        ...rest,
        alarms: {
          ...alarms,
          alarms: new Map([...alarms.alarms].map(([each, same]) => [each, each === key ? changed : same])),
        },
      }),
    ),
  );
}

const turnedAround: Readonly<Record<Comparison, Comparison>> = {
  GreaterThanThreshold: 'LessThanThreshold',
  GreaterThanOrEqualToThreshold: 'LessThanOrEqualToThreshold',
  LessThanThreshold: 'GreaterThanThreshold',
  LessThanOrEqualToThreshold: 'GreaterThanOrEqualToThreshold',
};

const otherAtThreshold: Readonly<Record<Comparison, Comparison>> = {
  GreaterThanThreshold: 'GreaterThanOrEqualToThreshold',
  GreaterThanOrEqualToThreshold: 'GreaterThanThreshold',
  LessThanThreshold: 'LessThanOrEqualToThreshold',
  LessThanOrEqualToThreshold: 'LessThanThreshold',
};

function ofMetricAlarm(alarm: MetricAlarm): Change[] {
  const { threshold, periodSeconds, evaluationPeriods, datapointsToAlarm, comparison, missingData } = alarm;
  // Far enough for an integer to notice, and near enough for a rate.
  const step = threshold === 0 ? 1 : Math.abs(threshold) <= 1 ? Math.abs(threshold) : Math.abs(threshold) / 2;
  const of = (kind: Change['kind'], what: string, change: Partial<MetricAlarm>): Change => ({
    kind,
    what,
    alarm: { ...alarm, ...change },
  });
  return [
    ...[threshold + step, threshold - step].map((changed) =>
      of('threshold', `${threshold} is ${changed}`, { threshold: changed }),
    ),
    ...[periodSeconds * 2, ...(periodSeconds % 120 === 0 ? [periodSeconds / 2] : [])].map((changed) =>
      of('period', `${periodSeconds} s are ${changed} s`, { periodSeconds: changed }),
    ),
    of('evaluation periods', `${datapointsToAlarm} of ${evaluationPeriods} are one more of one more`, {
      evaluationPeriods: evaluationPeriods + 1,
      datapointsToAlarm: datapointsToAlarm + 1,
    }),
    ...[turnedAround[comparison], otherAtThreshold[comparison]].map((changed) =>
      of('operator', `${comparison} is ${changed}`, { comparison: changed }),
    ),
    ...missingDataTreatments
      .filter((each) => each !== missingData && canLackData(alarm))
      .map((changed) => of('missing data', `${missingData} is ${changed}`, { missingData: changed })),
    ...alarm.queries.flatMap((query) => {
      if (query.type === 'expression') return [];
      const { metric } = query;
      return Object.entries(metric.dimensions).map(([name, value]) => {
        const dimensions = { ...metric.dimensions, [name]: `${value} of another one` };
        return of('dimension', `${name} of ${query.id} is another one`, {
          queries: alarm.queries.map((each) =>
            each === query ? { ...query, metric: { ...metric, dimensions } } : each,
          ),
        });
      });
    }),
  ];
}

function ofCompositeAlarm(alarm: CompositeAlarm): Change[] {
  const { rule, suppressor } = alarm;
  const withRule = (what: string, changed: AlarmRule): Change => ({
    kind: 'rule',
    what,
    alarm: { ...alarm, rule: changed },
  });
  return [
    withRule('the rule is turned around', { type: 'not', rule }),
    ...(rule.type === 'and' || rule.type === 'or'
      ? [
          withRule(`${rule.type} is ${rule.type === 'and' ? 'or' : 'and'}`, {
            ...rule,
            type: rule.type === 'and' ? 'or' : 'and',
          }),
          ...rule.rules.map((part) =>
            withRule(`a part with ${alarmsIn(part).join(', ') || 'no alarm'} is taken away`, {
              ...rule,
              rules: rule.rules.filter((each) => each !== part),
            }),
          ),
        ]
      : []),
    ...(suppressor
      ? [
          { kind: 'suppressor' as const, what: 'taken away', alarm: { ...alarm, suppressor: undefined } },
          {
            kind: 'suppressor' as const,
            what: 'the alarm does not wait for it',
            alarm: { ...alarm, suppressor: { ...suppressor, waitSeconds: 0 } },
          },
          {
            kind: 'suppressor' as const,
            what: 'the alarm acts as soon as it is over',
            alarm: { ...alarm, suppressor: { ...suppressor, extensionSeconds: 0 } },
          },
        ]
      : []),
  ];
}

function ofActions(alarm: Alarm): Change[] {
  if (!alarm.actionsEnabled) return [];
  const taken = alarmStates.flatMap((state) =>
    alarm.actions[state].map((action, index): Change => {
      const left = alarm.actions[state].filter((_, other) => other !== index);
      return {
        kind: 'action',
        what: `${state} no longer does ${action}`,
        alarm: { ...alarm, actions: { ...alarm.actions, [state]: left } },
      };
    }),
  );
  return taken.length === 0
    ? []
    : [...taken, { kind: 'action', what: 'disabled', alarm: { ...alarm, actionsEnabled: false } }];
}
