import { cloudWatchLogs, keyPolicy } from '@bulkhead/kms-policies';
import { keyAlias, logGroupName, type NameScope } from '@bulkhead/naming';
import { CfnAlias, CfnKey } from 'aws-cdk-lib/aws-kms';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';

/** The longest KMS offers: a deleted key takes every line ever logged under it with it. */
const pendingWindowInDays = 30;

export interface ContainerLogProps {
  readonly nameScope: NameScope;
  readonly retentionDays: number;
  /** Keeps the log and its key when the stack is deleted. */
  readonly isProtected: boolean;
}

/** Where the containers log: a log group under a key that only CloudWatch Logs may use, and only for it. */
export class ContainerLog extends Construct {
  readonly logGroup: CfnLogGroup;

  constructor(scope: Construct, id: string, { nameScope, retentionDays, isProtected }: ContainerLogProps) {
    super(scope, id);
    const { account, region } = nameScope;
    const name = logGroupName(nameScope, 'app-platform', 'service');
    const removal = isProtected ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;

    const key = new CfnKey(this, 'Key', {
      description: `Encrypts the container log ${name}`,
      enableKeyRotation: true,
      pendingWindowInDays,
      keyPolicy: keyPolicy({
        account,
        rootAccess: 'administration',
        statements: [cloudWatchLogs({ account, region, logGroupNames: [name] })],
      }),
    });
    key.applyRemovalPolicy(removal);
    new CfnAlias(this, 'Alias', {
      aliasName: keyAlias(nameScope, 'app-platform', 'log'),
      targetKeyId: key.ref,
    });

    this.logGroup = new CfnLogGroup(this, 'Group', {
      logGroupName: name,
      retentionInDays: retentionDays,
      kmsKeyId: key.attrArn,
    });
    this.logGroup.applyRemovalPolicy(removal);
  }
}
