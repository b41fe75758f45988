/** The harness for alarms: what the alarms of synthesized stacks do when something happens. */
export { type AlarmCoverage, type Outcome, outcomeOf, type ScenarioMiss } from './answer/coverage';
export { type Miss, missesOf, missText, stateAt } from './answer/verdict';
export { type Alarm, alarmKey, type Alarms, metricsOf } from './model/alarms';
export { metricText } from './model/metric';
export { type Mutation, mutationKinds, mutationsOf } from './mutations/mutations-of';
export { type MutationResult, noticedShare, runMutations } from './mutations/run-mutations';
export { coverageTable, unnoticedTable } from './output/table';
export { type CustomMetric, requirePublished } from './published/require-published';
export { readAlarms } from './reading/read-alarms';
export { bindScenario, type BoundScenario } from './scenario/bound-scenario';
export { durationText } from './scenario/duration';
export { readScenario, readScenarios, type Scenario, type WrittenScenario } from './scenario/scenario';
export { play, type Played, Stage, type TakenAction } from './simulation/play';
