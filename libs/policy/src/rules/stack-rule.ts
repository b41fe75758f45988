import { type PolicyEnvironment } from '../model/policy-environment';
import { type PolicyStack } from '../model/policy-stack';
import { resultOf, type Judgement } from './resource-rule';
import { type Rule } from './rule';

/** A rule that judges one stack at a time. */
export interface StackRule extends Omit<Rule, 'evaluate'> {
  judge(stack: PolicyStack, environment: PolicyEnvironment): Judgement;
}

/** A rule with one result for every stack, at address `stack`. */
export function stackRule({ judge, ...rule }: StackRule): Rule {
  return {
    ...rule,
    evaluate: (environment) =>
      environment.stacks.map((stack) => resultOf(stack.id, 'stack', judge(stack, environment))),
  };
}
