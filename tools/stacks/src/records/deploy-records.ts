import { type DeployRecord, lastDeployOf } from './record';

/** The record of a deploy without its outcome. */
export type DeployedContent = Omit<
  DeployRecord,
  'outcome' | 'at' | 'state' | 'lastDeploy' | 'formerly' | 'seconds'
>;

/** The same until the deploy has ended, and after it failed. */
export type UndecidedContent = Omit<DeployRecord, 'outcome' | 'at' | 'state'>;

/**
 * The record of a stack until a deploy has succeeded. The stack may still read, publish and hold what it did before, so
 * the record has that as well.
 *
 * @param before its record before the deploy
 */
export function undecided(before: DeployRecord | undefined, deployed: DeployedContent): UndecidedContent {
  return {
    ...deployed,
    consumed: { ...before?.consumed, ...deployed.consumed },
    published: { ...before?.published, ...deployed.published },
    // A state may still have resources of a provider that the code has no more.
    ...((before?.providers || deployed.providers) && {
      providers: { ...before?.providers, ...deployed.providers },
    }),
    lastDeploy: before && lastDeployOf(before),
    formerly: before?.formerly,
    seconds: before?.seconds,
  };
}
