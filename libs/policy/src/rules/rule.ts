import { type PolicyEnvironment } from '../model/policy-environment';

/** The answer of a rule for one resource. */
export interface RuleResult {
  /** Id of the stack, such as `network/vpc@primary`. */
  readonly stack: string;
  /** Address of the resource; `stack` for the stack itself. */
  readonly address: string;
  readonly result: 'compliant' | 'non-compliant' | 'not-applicable';
  /** The problem, and how to correct it. @default nothing is wrong */
  readonly message?: string;
}

/** One thing that must hold for everything that is deployed. */
export interface Rule {
  /** The file's name, such as `tls-only-buckets`. */
  readonly id: string;
  /** One sentence: what must hold. */
  readonly title: string;
  /** Paragraphs of 45 CFR, such as `164.312(e)(1)`. */
  readonly controls: readonly string[];
  /** Number of the known pitfall that the rule guards against. @default none */
  readonly pitfall?: number;
  /** The results for every resource that the rule judged, in the order of stacks and resources. */
  evaluate(environment: PolicyEnvironment): readonly RuleResult[];
}
