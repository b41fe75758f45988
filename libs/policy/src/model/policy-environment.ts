import { type PolicyStack } from './policy-stack';

/** All stacks of one environment: what rules are asked about, since some look at several stacks. */
export interface PolicyEnvironment {
  readonly name: string;
  /** Whether databases, keys and logs must survive a deploy. */
  readonly protected: boolean;
  readonly target: 'aws' | 'emulator';
  readonly stacks: readonly PolicyStack[];
}
