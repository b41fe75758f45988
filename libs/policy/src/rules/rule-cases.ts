import { type PolicyEnvironment } from '../model/policy-environment';
import { type PolicyResource } from '../model/policy-resource';
import { policyEnvironment, policyStack } from '../testing';
import { rules } from './index';
import { type Rule } from './rule';

/** Resources of one stack of an environment that is not protected, or a whole environment. */
export type Example = readonly PolicyResource[] | PolicyEnvironment;

/** Examples by what they show. */
export interface RuleCases {
  /** The rule has something to say of it, and neither it nor any other rule finds fault. */
  readonly compliant: Readonly<Record<string, Example>>;
  /** The rule finds fault, and no other one does. */
  readonly nonCompliant: Readonly<Record<string, Example>>;
  /** The rule looks at it, or has nothing to look at, and does not judge. @default none */
  readonly notApplicable?: Readonly<Record<string, Example>>;
}

/** The tests of a rule. Every rule sees every example, so that none finds fault with what is right for another. */
export function ruleCases(rule: Rule, { compliant, nonCompliant, notApplicable = {} }: RuleCases): void {
  test.each(Object.entries(compliant))(`${rule.id} accepts %s`, (_, example) => {
    expect(faultsIn(example)).toEqual([]);
    expect(resultsOf(rule, example)).toContain('compliant');
  });
  test.each(Object.entries(nonCompliant))(`only ${rule.id} finds fault with %s`, (_, example) => {
    expect(new Set(faultsIn(example).map(({ id }) => id))).toEqual(new Set([rule.id]));
  });
  if (Object.keys(notApplicable).length === 0) return;
  test.each(Object.entries(notApplicable))(`${rule.id} does not judge %s`, (_, example) => {
    expect(faultsIn(example)).toEqual([]);
    expect(new Set(resultsOf(rule, example))).toEqual(new Set(['not-applicable']));
  });
}

/** What all rules find wrong with an example. */
function faultsIn(example: Example): readonly { id: string; message?: string }[] {
  return rules.flatMap((rule) =>
    rule
      .evaluate(environmentOf(example))
      .filter(({ result }) => result === 'non-compliant')
      .map(({ message }) => ({ id: rule.id, message })),
  );
}

function resultsOf(rule: Rule, example: Example): readonly string[] {
  return rule.evaluate(environmentOf(example)).map(({ result }) => result);
}

function environmentOf(example: Example): PolicyEnvironment {
  return 'stacks' in example ? example : policyEnvironment([policyStack(example)], { protected: false });
}
