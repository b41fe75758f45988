import { type Edits } from '../edit';
import { containers } from './containers';
import { databases } from './databases';
import { encryption } from './encryption';
import { logs } from './logs';
import { networks } from './networks';
import { policies } from './policies';
import { retention } from './retention';

/** Every way to break a safe setting. None of them depends on the existing stacks. */
export const edits: readonly Edits[] = [
  ...encryption,
  ...databases,
  ...logs,
  ...networks,
  ...containers,
  ...retention,
  ...policies,
];
