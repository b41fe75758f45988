import { type Environment } from '@bulkhead/config';
import { type Found } from './preflight-schema';
import { type Scene } from './scene';

/** One fact that can be known before an engine starts. */
export interface Check {
  readonly name: string;
  /** The targets that can be asked. */
  readonly targets: readonly Environment['target'][];
  /** Looks at one region. If it throws, the fact is unknown, which is no finding. */
  readonly find: (scene: Scene) => Promise<Found>;
}
