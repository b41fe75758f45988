import { type PolicyEnvironment } from '../model/policy-environment';
import { type PolicyResource } from '../model/policy-resource';
import { type PolicyStack } from '../model/policy-stack';
import { type Place, placeOf, resourceBehind } from '../reading/references';
import { type Rule, type RuleResult } from './rule';

/** `not-applicable`, or what is wrong: nothing when the resource is compliant. One sentence each: what is right. */
export type Judgement = 'not-applicable' | readonly string[];

/** A rule that is asked about one resource at a time. */
export interface ResourceRule extends Omit<Rule, 'evaluate'> {
  /** CloudFormation types that it looks at. */
  readonly types: readonly string[];
  /**
   * Whether it judges what a stack adds to a resource of another one too: as that resource with the addition, at the
   * address of the addition and with its references. @default false
   */
  readonly judgesAttachments?: boolean;
  /** Judges one resource; `place` leads to those that it refers to. */
  judge(resource: PolicyResource, place: Place): Judgement;
}

/** A rule with one result for every resource of its types. */
export function resourceRule({ types, judge, judgesAttachments = false, ...rule }: ResourceRule): Rule {
  return {
    ...rule,
    evaluate: (environment) =>
      environment.stacks.flatMap((stack) =>
        [...stack.resources, ...(judgesAttachments ? completed(stack, environment) : [])]
          .filter(({ type }) => types.includes(type))
          .map((resource) => {
            const place = placeOf({ stack, resource }, environment);
            return resultOf(stack.id, resource.address, judge(resource, place));
          }),
      ),
  };
}

/** The resources of other stacks that a stack adds to, with what it adds. */
function completed(stack: PolicyStack, environment: PolicyEnvironment): PolicyResource[] {
  return (stack.attachments ?? []).map(({ address, type, to, properties, region }) => {
    const whole = resourceBehind(to, { stack, environment }, type)?.resource;
    return {
      logicalId: whole?.logicalId ?? address,
      address,
      type,
      properties: { ...whole?.properties, ...properties },
      folded: [],
      ...(region !== undefined && { region }),
    };
  });
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
