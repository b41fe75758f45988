import { type Standing } from './standing';
import { type Outputs } from './outputs';
import { type StackResult, type StaleConsumer } from './stack-result';

/** The result of a verb over a run. */
export interface RunResult {
  readonly stacks: StackResult[];
  /** The present outputs of the environment. @default not looked at */
  readonly outputs?: Outputs;
  /** The document for `--json`. @default nothing */
  readonly document?: object;
  /** Deployed stacks whose values the run changed. @default none */
  readonly stale?: readonly StaleConsumer[];
  /** Stacks that stand and are not in the configuration. @default not looked for */
  readonly standing?: Standing;
  /** Whether the run as a whole found a problem, whatever the results of its stacks. @default false */
  readonly amiss?: boolean;
}
