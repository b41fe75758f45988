import { type Standing } from './standing';
import { type Outputs } from './outputs';
import { type StackResult, type StaleConsumer } from './stack-result';

/** What a verb made of a run. */
export interface RunResult {
  readonly stacks: StackResult[];
  /** What the environment publishes now. @default not looked at */
  readonly outputs?: Outputs;
  /** What `--json` prints. @default nothing */
  readonly document?: object;
  /** Deployed stacks that the run made stale. @default none */
  readonly stale?: readonly StaleConsumer[];
  /** What stands and is not in the configuration. @default not looked for */
  readonly standing?: Standing;
  /** Whether the run as a whole found something amiss, however its stacks came out. @default false */
  readonly amiss?: boolean;
}
