import { type Problem } from '../../values/problem';
import { type Surroundings } from '../surroundings';
import { type DatabaseSettings } from './settings';

/** Conflicts between the settings of cache and buckets and the rest of the environment. */
export function dataStoreProblems(
  environment: Surroundings<{ readonly database?: DatabaseSettings | undefined }>,
): Problem[] {
  const { cache, storage, 'static-assets': staticAssets } = environment.apps.database ?? {};
  const database = ['apps', 'database'];
  return [
    ...(cache?.globalDatastore && !environment.regions.dr
      ? [
          {
            path: ['regions', 'dr'],
            allowed: 'a region to replicate to, since the cache is a global datastore',
          },
        ]
      : []),
    ...(cache && environment.protected && !cache.automaticFailover
      ? [
          {
            path: [...database, 'cache', 'automaticFailover'],
            allowed: 'true in a protected environment, which outlives the loss of a zone',
          },
        ]
      : []),
    ...(storage?.data.objectLock?.mode === 'COMPLIANCE' && !environment.protected
      ? [
          {
            path: [...database, 'storage', 'data', 'objectLock', 'mode'],
            allowed:
              'GOVERNANCE in an environment that is not protected: nobody, AWS included, deletes a version in ' +
              'COMPLIANCE mode before its time, so that the environment could not be destroyed',
          },
        ]
      : []),
    ...(staticAssets && !storage
      ? [
          {
            path: [...database, 'storage'],
            allowed: 'a bucket for access logs, since static-assets logs to the one of storage',
          },
        ]
      : []),
  ];
}
