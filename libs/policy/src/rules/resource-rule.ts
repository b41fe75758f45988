import { type PolicyEnvironment } from '../model/policy-environment';
import { type PolicyResource } from '../model/policy-resource';
import { type PolicyStack } from '../model/policy-stack';
import { type Place, placeOf, resourceBehind } from '../reading/references';
import { type Rule, type RuleResult } from './rule';

/**
 * `not-applicable`, or the problems: none if the resource is compliant. One sentence each, which ends with the remedy.
 */
export type Judgement = 'not-applicable' | readonly string[];

/** A rule that judges one resource at a time. */
export interface ResourceRule extends Omit<Rule, 'evaluate'> {
  /** CloudFormation types that the rule judges. */
  readonly types: readonly string[];
  /**
   * Whether the rule also judges settings that a stack adds to a resource of another stack. The rule then sees the
   * resource with the addition, at the address and with the references of the addition. @default false
   */
  readonly judgesAttachments?: boolean;
  /** Judges one resource; `place` resolves its references. */
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

/** The resources of other stacks that a stack adds settings to, with these settings. */
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

/** The result for a judgement of the resource at an address. */
export function resultOf(stack: string, address: string, judgement: Judgement): RuleResult {
  if (judgement === 'not-applicable') return { stack, address, result: judgement };
  if (judgement.length === 0) return { stack, address, result: 'compliant' };
  return { stack, address, result: 'non-compliant', message: judgement.join(' ') };
}

/** The problem as a list, or nothing if the resource is right. */
export function unless(isRight: boolean, problem: string): readonly string[] {
  return isRight ? [] : [problem];
}
