import { type PolicyStack } from '@bulkhead/policy';
import { type Alarm, alarmKey, type Alarms } from '../model/alarms';
import { inOrderOfRules, readCompositeAlarm, requireWatched } from './composite-alarms';
import { resourcesOfType } from './located';
import { readMetricAlarm } from './metric-alarms';
import { readMetricFilter } from './metric-filters';
import { AlarmProblems } from './alarm-problems';

/**
 * The alarms and metric filters of an environment, whichever engine deploys them.
 *
 * @param environment its name
 * @param stacks all stacks of the environment, in the model of the policy
 * @throws Refusal `UnfitAlarms` with everything that AWS would refuse, or that the simulator does not know
 */
export function readAlarms(environment: string, stacks: readonly PolicyStack[]): Alarms {
  const problems = new AlarmProblems(environment);
  const ofType = (type: string) => resourcesOfType(environment, stacks, type);
  const metricAlarms = problems.collect(ofType('AWS::CloudWatch::Alarm'), readMetricAlarm);
  const compositeAlarms = problems.collect(ofType('AWS::CloudWatch::CompositeAlarm'), readCompositeAlarm);
  const filters = problems.collect(ofType('AWS::Logs::MetricFilter'), readMetricFilter);
  // What is unfit is left out of what follows, so that it would look as if it were missing.
  problems.refuseAll();
  requireNames([...metricAlarms, ...compositeAlarms], problems);
  const all = new Map<string, Alarm>(
    [...metricAlarms, ...compositeAlarms].map((alarm) => [alarmKey(alarm), alarm]),
  );
  problems.collect(compositeAlarms, (alarm) => requireWatched(alarm, all));
  problems.refuseAll();
  return { environment, alarms: inOrderOfRules(metricAlarms, compositeAlarms), filters };
}

/** "The name must be unique within the Region." A second alarm of a name overwrites the first. PutMetricAlarm. */
function requireNames(alarms: readonly Alarm[], problems: AlarmProblems): void {
  const seen = new Map<string, Alarm>();
  for (const alarm of alarms) {
    const other = seen.get(alarmKey(alarm));
    if (other)
      problems.add(alarm, `it has the name of ${other.stack} ${other.address}, and would overwrite it`);
    seen.set(alarmKey(alarm), alarm);
  }
}
