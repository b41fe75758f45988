import { type RuleResult } from '../rules/rule';

/** A rule of cdk-nag's pack. */
export interface NagRule {
  /** As cdk-nag names it, such as `HIPAA.Security-RDSStorageEncrypted`. */
  readonly id: string;
  /** The problem with a resource that does not comply. */
  readonly title: string;
  /** Why the problem matters. */
  readonly explanation: string;
  readonly level: 'error' | 'warning';
  /** Paragraphs of 45 CFR, such as `164.312(a)(2)(iv)`. */
  readonly controls: readonly string[];
}

/** The answer of a rule of the pack for one resource. */
export interface NagResult extends Omit<RuleResult, 'result'> {
  /** Id of the rule. If a rule has several findings in one resource, the finding follows in brackets. */
  readonly rule: string;
  readonly controls: readonly string[];
  /**
   * `error`: the rule gave up, mostly because a value is known only on deployment. The resource has not been judged.
   */
  readonly result: RuleResult['result'] | 'error';
}

/** The results of the pack for some stacks. */
export interface NagEvaluation {
  /** The rules of the pack, in its order. */
  readonly rules: readonly NagRule[];
  /** One result for every rule and resource, in the order of stacks, resources and rules. */
  readonly results: readonly NagResult[];
}
