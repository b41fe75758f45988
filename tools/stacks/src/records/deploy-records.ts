import { type DeployRecord, lastDeployOf } from './record';

/** What is recorded of a deploy, but for how it ended. */
export type DeployedContent = Omit<
  DeployRecord,
  'outcome' | 'at' | 'state' | 'lastDeploy' | 'formerly' | 'seconds'
>;

/** The same while nobody knows how the deploy ends, and after it failed. */
export type UndecidedContent = Omit<DeployRecord, 'outcome' | 'at' | 'state'>;

/**
 * What is recorded of a stack until a deploy of it has succeeded: it may still read, publish and hold what it did before,
 * so that all of that counts as well.
 *
 * @param before its record before the deploy
 */
export function undecided(before: DeployRecord | undefined, deployed: DeployedContent): UndecidedContent {
  return {
    ...deployed,
    consumed: { ...before?.consumed, ...deployed.consumed },
    published: { ...before?.published, ...deployed.published },
    // A state may still have what is of a provider that the code has no more.
    ...((before?.providers || deployed.providers) && {
      providers: { ...before?.providers, ...deployed.providers },
    }),
    lastDeploy: before && lastDeployOf(before),
    formerly: before?.formerly,
    seconds: before?.seconds,
  };
}
