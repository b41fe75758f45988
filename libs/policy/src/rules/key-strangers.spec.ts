import { cloudWatchLogs, rds } from '@bulkhead/kms-policies';
import { changed, here, key, logGroup } from './examples';
import { ruleCases } from './rule-cases';
import { keyStrangers } from './key-strangers';

const logs = cloudWatchLogs({ ...here, logGroupNames: ['/bulkhead/test/app'] });
ruleCases(keyStrangers, {
  compliant: { 'a key of which each statement is needed': logGroup() },
  nonCompliant: {
    'a service that encrypts nothing with the key': changed(logGroup(), {
      LogKey: key('LogKey', logs, rds(here)),
    }),
  },
});
