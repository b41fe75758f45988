import { type z } from 'zod';
import { type orphan, type regionAway } from './report-schema';

/** A stack that stands and that the configuration does not have, as in the run report. */
export type StandingStack = z.infer<typeof orphan>;

/** Stacks of an environment outside its configuration, as far as a run could look. */
export interface Standing {
  readonly orphans: readonly StandingStack[];
  /** Regions that could not be looked at for stacks that the configuration does not have. */
  readonly away: readonly z.infer<typeof regionAway>[];
}
