import { cloudWatchLogs, keyPolicy } from '@bulkhead/kms-policies';
import { keyAlias, logGroupName, type NameScope } from '@bulkhead/naming';
import { CfnAlias, CfnKey } from 'aws-cdk-lib/aws-kms';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';

/** The longest KMS offers: a deleted key takes every line ever logged under it with it. */
const pendingWindowInDays = 30;

export interface ServiceLogsProps {
  readonly nameScope: NameScope;
  /** Name of the log group that Container Insights writes to. */
  readonly insightsLogGroupName: string;
  /** A retention that CloudWatch Logs accepts, in days. */
  readonly retentionDays: number;
  /** Keeps the logs and their key when the stack or a deploy would delete them. */
  readonly isProtected: boolean;
}

/** What the containers log, and what Container Insights does, under a key that only CloudWatch Logs may use. */
export class ServiceLogs extends Construct {
  readonly containers: CfnLogGroup;
  /** Made before ECS would: unencrypted, and kept for ever. */
  readonly insights: CfnLogGroup;

  constructor(scope: Construct, id: string, props: ServiceLogsProps) {
    super(scope, id);
    const { nameScope, insightsLogGroupName, retentionDays, isProtected } = props;
    const { account, region, environment } = nameScope;
    const containersLogGroupName = logGroupName(nameScope, 'app-platform', 'service');
    // Not RETAIN: a first deploy that is rolled back would leave logs of those names in the way of the second.
    const removal = isProtected ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY;

    const key = new CfnKey(this, 'Key', {
      description: `Logs of the service of Bulkhead environment ${environment}`,
      enableKeyRotation: true,
      pendingWindowInDays,
      keyPolicy: keyPolicy({
        account,
        rootAccess: 'administration',
        statements: [
          cloudWatchLogs({ account, region, logGroupNames: [containersLogGroupName, insightsLogGroupName] }),
        ],
      }),
    });
    key.applyRemovalPolicy(removal);
    new CfnAlias(this, 'Alias', {
      aliasName: keyAlias(nameScope, 'app-platform', 'log'),
      targetKeyId: key.ref,
    });

    const logGroup = (logicalName: string, name: string) => {
      const group = new CfnLogGroup(this, logicalName, {
        logGroupName: name,
        retentionInDays: retentionDays,
        kmsKeyId: key.attrArn,
      });
      group.applyRemovalPolicy(removal);
      return group;
    };
    this.containers = logGroup('Group', containersLogGroupName);
    this.insights = logGroup('InsightsGroup', insightsLogGroupName);
  }
}
