import { EncryptedLogs } from '@bulkhead/cdk-constructs/logs';
import { type NameScope } from '@bulkhead/naming';
import { type CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { type Construct } from 'constructs';
import { type PerLog } from './log-group-names';

const constructIds: Required<PerLog<string>> = {
  application: 'Group',
  requests: 'RequestsGroup',
  insights: 'InsightsGroup',
  sessions: 'SessionsGroup',
};

export interface ServiceLogsProps {
  readonly nameScope: NameScope;
  readonly logGroupNames: PerLog<string>;
  /** A retention that CloudWatch Logs accepts, in days. */
  readonly retentionDays: number;
  /** Keeps the logs and their key when the stack or a deploy would delete them. */
  readonly isProtected: boolean;
}

/** The log groups of the service, under one key. */
export function serviceLogs(scope: Construct, id: string, props: ServiceLogsProps): PerLog<CfnLogGroup> {
  const { logGroupNames, ...rest } = props;
  const names = Object.entries(logGroupNames) as [keyof PerLog<string>, string][];
  const { groups } = new EncryptedLogs(scope, id, {
    ...rest,
    name: ['app-platform', 'log'],
    encrypts: 'Logs of the service',
    logGroupNames: Object.fromEntries(names.map(([log, name]) => [constructIds[log], name])),
  });
  return Object.fromEntries(
    names.map(([log]) => [log, groups[constructIds[log]]]),
  ) as unknown as PerLog<CfnLogGroup>;
}
