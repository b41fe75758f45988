import { cloudWatchLogs, rds, s3 } from '@bulkhead/kms-policies';
import { changed, here, key, logGroup } from './examples';
import { ruleCases } from './rule-cases';
import { keyStrangers } from './key-strangers';

const logs = cloudWatchLogs({ ...here, logGroupNames: ['/bulkhead/test/app'] });
const ofAnotherAccount = s3(here).map((statement) => ({
  ...statement,
  Principal: { AWS: 'arn:aws:iam::999999999999:role/other' },
  Condition: { StringEquals: { 'aws:PrincipalTag/team': 'other' } },
}));

ruleCases(keyStrangers, {
  compliant: { 'a key of which each statement is needed': logGroup() },
  nonCompliant: {
    'a service that encrypts nothing with the key': changed(logGroup(), {
      LogKey: key('LogKey', logs, rds(here)),
    }),
    'another account': changed(logGroup(), {
      LogKey: key('LogKey', logs, ofAnotherAccount),
    }),
  },
});
