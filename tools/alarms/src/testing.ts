import { type PolicyStack } from '@bulkhead/policy';
import { cloudFormationStack } from '@bulkhead/policy/testing';
import { type Alarms } from './model/alarms';
import { readAlarms } from './reading/read-alarms';
import { bindScenario, type BoundScenario } from './scenario/bound-scenario';
import { readScenario, type WrittenScenario } from './scenario/scenario';

/** Properties of one resource, as CloudFormation has them. */
export type Properties = Readonly<Record<string, unknown>>;

/** An alarm for specs: one minute of `App Errors` above 0, unless it says otherwise. */
export const anAlarm: Properties = {
  AlarmName: 'errors',
  Namespace: 'App',
  MetricName: 'Errors',
  Statistic: 'Sum',
  Period: 60,
  EvaluationPeriods: 1,
  Threshold: 0,
  ComparisonOperator: 'GreaterThanThreshold',
  TreatMissingData: 'notBreaching',
  AlarmActions: ['page'],
};

/** The alarms of an environment whose one stack has these resources, by logical id. */
export function alarmsOf(
  resources: {
    readonly alarms?: Readonly<Record<string, Properties>>;
    readonly composites?: Readonly<Record<string, Properties>>;
    readonly filters?: Readonly<Record<string, Properties>>;
  },
  place: Partial<Omit<PolicyStack, 'id'>> = {},
): Alarms {
  const all = Object.entries({
    'AWS::CloudWatch::Alarm': resources.alarms,
    'AWS::CloudWatch::CompositeAlarm': resources.composites,
    'AWS::Logs::MetricFilter': resources.filters,
  }).flatMap(([Type, ofType = {}]) =>
    Object.entries(ofType).map(([id, Properties]) => [id, { Type, Properties }] as const),
  );
  return readAlarms('qa', [cloudFormationStack({ Resources: Object.fromEntries(all) }, place)]);
}

/** A scenario for specs, which needs neither a name nor a title. */
export function scenarioOf(alarms: Alarms, written: Partial<WrittenScenario>): BoundScenario {
  const scenario = { name: 'spec', title: 'Spec', expect: [], ...written };
  return bindScenario(alarms, readScenario(scenario, 'spec'));
}
