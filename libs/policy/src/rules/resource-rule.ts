import { type PolicyResource } from '../model/policy-resource';
import { type Place, placeOf } from '../reading/references';
import { type Rule, type RuleResult } from './rule';

/** `not-applicable`, or what is wrong: nothing when the resource is compliant. One sentence each: what is right. */
export type Judgement = 'not-applicable' | readonly string[];

/** A rule that is asked about one resource at a time. */
export interface ResourceRule extends Omit<Rule, 'evaluate'> {
  /** CloudFormation types that it looks at. */
  readonly types: readonly string[];
  /** Judges one resource; `place` leads to those that it refers to. */
  judge(resource: PolicyResource, place: Place): Judgement;
}

/** A rule with one result for every resource of its types. */
export function resourceRule({ types, judge, ...rule }: ResourceRule): Rule {
  return {
    ...rule,
    evaluate: (environment) =>
      environment.stacks.flatMap((stack) =>
        stack.resources
          .filter(({ type }) => types.includes(type))
          .map((resource) => {
            const place = placeOf({ stack, resource }, environment);
            return resultOf(stack.id, resource.address, judge(resource, place));
          }),
      ),
  };
}

/** What a judgement of the resource at an address is as a result. */
export function resultOf(stack: string, address: string, judgement: Judgement): RuleResult {
  if (judgement === 'not-applicable') return { stack, address, result: judgement };
  if (judgement.length === 0) return { stack, address, result: 'compliant' };
  return { stack, address, result: 'non-compliant', message: judgement.join(' ') };
}

/** What is wrong, unless it is not. */
export function unless(isRight: boolean, problem: string): readonly string[] {
  return isRight ? [] : [problem];
}
