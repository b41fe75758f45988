import { cloudWatchLogs, keyPolicy } from '@bulkhead/kms-policies';
import { keyAlias, type NameScope } from '@bulkhead/naming';
import { CfnAlias, CfnKey } from 'aws-cdk-lib/aws-kms';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { type PerLog } from './log-group-names';
import { removalOf } from './removal';

/** The longest KMS offers: a deleted key takes every line ever logged under it with it. */
const pendingWindowInDays = 30;

const logicalIds: Required<PerLog<string>> = {
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

/**
 * The log groups of the service, under a key that only CloudWatch Logs may use. All are made here, those too that a
 * service of AWS would make on its own: unencrypted, and kept for ever.
 */
export class ServiceLogs extends Construct {
  readonly groups: PerLog<CfnLogGroup>;

  constructor(scope: Construct, id: string, props: ServiceLogsProps) {
    super(scope, id);
    const { nameScope, logGroupNames, retentionDays, isProtected } = props;
    const { account, region, environment } = nameScope;
    const names = Object.entries(logGroupNames) as [keyof PerLog<string>, string][];

    const key = new CfnKey(this, 'Key', {
      description: `Logs of the service of Bulkhead environment ${environment}`,
      enableKeyRotation: true,
      pendingWindowInDays,
      keyPolicy: keyPolicy({
        account,
        rootAccess: 'administration',
        statements: [cloudWatchLogs({ account, region, logGroupNames: names.map(([, name]) => name) })],
      }),
    });
    key.applyRemovalPolicy(removalOf(isProtected));
    new CfnAlias(this, 'Alias', {
      aliasName: keyAlias(nameScope, 'app-platform', 'log'),
      targetKeyId: key.ref,
    });

    const groups = names.map(([log, logGroupName]) => {
      const group = new CfnLogGroup(this, logicalIds[log], {
        logGroupName,
        retentionInDays: retentionDays,
        kmsKeyId: key.attrArn,
      });
      group.applyRemovalPolicy(removalOf(isProtected));
      return [log, group] as const;
    });
    this.groups = Object.fromEntries(groups) as unknown as PerLog<CfnLogGroup>;
  }
}
