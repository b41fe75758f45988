import { EncryptionKey } from '@bulkhead/encryption';
import { cloudWatchLogs, elastiCache } from '@bulkhead/kms-policies';
import { type NameScope } from '@bulkhead/naming';
import { type Construct } from 'constructs';
import { cacheLogGroupName, cacheLogTypes } from './cache-identity';

export interface CacheKeyProps {
  readonly nameScope: NameScope;
  readonly isProtected: boolean;
}

/** The single key of the cache: for the disks of its nodes, its snapshots and its logs. */
export class CacheKey extends EncryptionKey {
  constructor(scope: Construct, id: string, { nameScope, isProtected }: CacheKeyProps) {
    super(scope, id, {
      nameScope,
      name: ['cache'],
      encrypts: 'Cache',
      statements: [
        elastiCache(nameScope),
        cloudWatchLogs({
          ...nameScope,
          logGroupNames: cacheLogTypes.map((logType) => cacheLogGroupName(nameScope, logType)),
        }),
      ],
      isProtected,
    });
  }
}
