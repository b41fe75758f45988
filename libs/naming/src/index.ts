export { nameOf, namePatternOf, namePrefixOf } from './name-of';
export { nameRules, type NameKind, type NameRule } from './name-rules';
export { type LogicalName, type NameScope } from './name-scope';
export * from './names';
export { replicatedBuckets, replicationRuleId } from './replicated-buckets';
