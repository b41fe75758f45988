export { consumedParameter } from './model/consumed-parameter';
export { type PolicyEnvironment } from './model/policy-environment';
export { type DeletionPolicy, type PolicyResource } from './model/policy-resource';
export { type ExchangedParameter, type PolicyStack } from './model/policy-stack';
export { type ModelTemplate, templateOf } from './model/template-of';
export { evaluateNag } from './nag/evaluate-nag';
export { type NagEvaluation, type NagResult, type NagRule } from './nag/nag-result';
export { readStack, type SynthesizedEntry } from './read-stack';
export { type Rule, type RuleResult } from './rules/rule';
