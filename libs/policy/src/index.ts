export { consumedParameter } from './model/consumed-parameter';
export { type PolicyEnvironment } from './model/policy-environment';
export { type DeletionPolicy, type PolicyResource } from './model/policy-resource';
export { type ExchangedParameter, type PolicyStack } from './model/policy-stack';
export { type Rule, type RuleResult } from './rules/rule';
