import { type z } from 'zod';
import { type appsSchema } from './apps-schema';
import { type Region } from './region-schema';
import { type Problem } from './problem';

/** What is looked at of an environment here. */
interface DataStoreEnvironment {
  readonly protected: boolean;
  readonly regions: { readonly primary: Region; readonly dr?: Region | undefined };
  readonly apps: z.infer<typeof appsSchema>;
}

/** What is wrong with the settings of cache and buckets in view of the rest of the environment. */
export function dataStoreProblems(environment: DataStoreEnvironment): Problem[] {
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
