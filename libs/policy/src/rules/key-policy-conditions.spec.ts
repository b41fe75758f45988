import { cloudWatchLogs } from '@bulkhead/kms-policies';
import { account, changed, here, key, logGroup } from './examples';
import { ruleCases } from './rule-cases';
import { keyPolicyConditions } from './key-policy-conditions';

const logs = cloudWatchLogs({ ...here, logGroupNames: ['/bulkhead/test/app'] });
const unconditional = logs.map((statement) => ({ ...statement, Condition: undefined }));
const withStatement = (Principal: { AWS: string }) =>
  changed(logGroup(), {
    LogKey: key('LogKey', logs, [
      { Sid: 'Other', Effect: 'Allow', Principal, Action: ['kms:Decrypt'], Resource: '*' },
    ]),
  });

ruleCases(keyPolicyConditions, {
  compliant: {
    'a service under a condition': logGroup(),
    'a role by its name': withStatement({ AWS: `arn:aws:iam::${account}:role/a` }),
  },
  nonCompliant: {
    'a service without a condition': changed(logGroup(), { LogKey: key('LogKey', unconditional) }),
    'an account without a condition': withStatement({ AWS: `arn:aws:iam::${account}:root` }),
  },
});
