import { type Environment } from '@bulkhead/config';
import { type Found } from './preflight-schema';
import { type Scene } from './scene';

/** One fact that can be known before an engine starts. */
export interface Check {
  readonly name: string;
  /** Where there is something to ask. */
  readonly targets: readonly Environment['target'][];
  /** Looks at one region. What it throws is not known, and is no finding. */
  readonly find: (scene: Scene) => Promise<Found>;
}
