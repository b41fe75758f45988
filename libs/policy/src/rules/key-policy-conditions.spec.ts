import { cloudWatchLogs, performanceInsights, rds, secretsManager } from '@bulkhead/kms-policies';
import { account, changed, cluster, here, key, logGroup } from './examples';
import { ruleCases } from './rule-cases';
import { keyPolicyConditions } from './key-policy-conditions';

const logs = cloudWatchLogs({ ...here, logGroupNames: ['/bulkhead/test/app'] });
const unconditional = logs.map((statement) => ({ ...statement, Condition: undefined }));
const databaseServices = [
  rds(here),
  performanceInsights(here),
  secretsManager(here),
  cloudWatchLogs({ ...here, logGroupNames: ['/aws/rds/cluster/test/postgresql'] }),
];
const grantsForAnybody = rds(here)
  .filter(({ Sid }) => Sid === 'RdsGrants')
  .map((statement) => ({
    ...statement,
    Sid: 'Anybody',
    Condition: { StringEquals: { 'kms:ViaService': 'rds.us-east-1.amazonaws.com' } },
  }));
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
    'an account under a condition that its principals always meet': changed(logGroup(), {
      LogKey: key('LogKey', logs, [
        {
          Sid: 'Other',
          Effect: 'Allow',
          Principal: { AWS: `arn:aws:iam::${account}:root` },
          Action: ['kms:Decrypt'],
          Resource: '*',
          Condition: { StringEquals: { 'kms:CallerAccount': account } },
        },
      ]),
    }),
    'grants for anybody of the account': changed(cluster(), {
      Key: key('Key', ...databaseServices, grantsForAnybody),
    }),
  },
});
