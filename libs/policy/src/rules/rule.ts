import { type PolicyEnvironment } from '../model/policy-environment';

/** What a rule says of one resource. */
export interface RuleResult {
  /** Id of the stack, such as `network/vpc@primary`. */
  readonly stack: string;
  /** Address of the resource; of the stack itself, `stack`. */
  readonly address: string;
  readonly result: 'compliant' | 'non-compliant' | 'not-applicable';
  /** What is wrong, and what is right. @default nothing is wrong */
  readonly message?: string;
}

/** One thing that must hold of what is about to be deployed. */
export interface Rule {
  /** The file's name, such as `tls-only-buckets`. */
  readonly id: string;
  /** One sentence: what must hold. */
  readonly title: string;
  /** Paragraphs of 45 CFR, such as `164.312(e)(1)`. */
  readonly controls: readonly string[];
  /** Number of the known pitfall that it guards against. @default none */
  readonly pitfall?: number;
  /** The results for every resource that it looked at, in the order of stacks and resources. */
  evaluate(environment: PolicyEnvironment): readonly RuleResult[];
}
