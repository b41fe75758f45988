import { type RuleResult } from '../rules/rule';

/** A rule of cdk-nag's pack. */
export interface NagRule {
  /** As cdk-nag names it, such as `HIPAA.Security-RDSStorageEncrypted`. */
  readonly id: string;
  /** What is wrong where it is not complied with. */
  readonly title: string;
  /** Why that matters. */
  readonly explanation: string;
  readonly level: 'error' | 'warning';
  /** Paragraphs of 45 CFR, such as `164.312(a)(2)(iv)`. */
  readonly controls: readonly string[];
}

/** What a rule of the pack says of one resource. */
export interface NagResult extends Omit<RuleResult, 'result'> {
  /** Id of the rule; of a rule with several findings in one resource, with the finding in brackets. */
  readonly rule: string;
  readonly controls: readonly string[];
  /** `error`: the rule gave up, mostly since a value is known on deployment only. Nobody has looked, then. */
  readonly result: RuleResult['result'] | 'error';
}

/** The pack on some stacks. */
export interface NagEvaluation {
  /** The rules of the pack, in its order. */
  readonly rules: readonly NagRule[];
  /** One for every rule and resource, in the order of stacks, resources and rules. */
  readonly results: readonly NagResult[];
}
