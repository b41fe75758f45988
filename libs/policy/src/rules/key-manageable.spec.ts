import { cloudWatchLogs } from '@bulkhead/kms-policies';
import { account, changed, here, key, logGroup } from './examples';
import { ruleCases } from './rule-cases';
import { keyManageable } from './key-manageable';

const logs = cloudWatchLogs({ ...here, logGroupNames: ['/bulkhead/test/app'] });
const ofRole = {
  Effect: 'Allow',
  Principal: { AWS: `arn:aws:iam::${account}:role/administrator` },
  Action: 'kms:PutKeyPolicy',
  Resource: '*',
};

ruleCases(keyManageable, {
  compliant: { 'a key that the account administers': [key('Key')] },
  nonCompliant: {
    'a key that nobody administers': changed(logGroup(), {
      LogKey: { properties: { KeyPolicy: { Statement: logs } } },
    }),
    'a key that a role administers': changed(logGroup(), {
      LogKey: { properties: { KeyPolicy: { Statement: [...logs, ofRole] } } },
    }),
  },
});
