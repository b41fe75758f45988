import { type PolicyEnvironment } from '../model/policy-environment';
import { type PolicyResource } from '../model/policy-resource';
import { policyEnvironment, policyStack } from '../testing';
import { rules } from './index';
import { type Rule } from './rule';

/** Resources of one stack in an unprotected environment, or a whole environment. */
export type Example = readonly PolicyResource[] | PolicyEnvironment;

/** Examples, by their description. */
export interface RuleCases {
  /** The rule judges the example. No rule finds a fault, neither this one nor any other. */
  readonly compliant: Readonly<Record<string, Example>>;
  /** This rule finds a fault, and no other rule does. */
  readonly nonCompliant: Readonly<Record<string, Example>>;
  /** The rule does not judge the example. @default none */
  readonly notApplicable?: Readonly<Record<string, Example>>;
}

/** The tests of a rule. Every rule sees every example, so that no rule refuses an example that another rule accepts. */
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

/** The faults that all rules find in an example. */
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
