import { type PolicyStack } from './policy-stack';

/** All stacks of one environment. Rules judge the whole environment, since some rules read several stacks. */
export interface PolicyEnvironment {
  readonly name: string;
  /** The account of every stack, 12 digits. */
  readonly account: string;
  /** Whether databases, keys and logs must survive a deploy. */
  readonly protected: boolean;
  readonly target: 'aws' | 'emulator';
  readonly stacks: readonly PolicyStack[];
}
