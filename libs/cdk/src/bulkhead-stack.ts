import { stackName } from '@bulkhead/naming';
import { type StackContext } from '@bulkhead/stack';
import { Stack, Tags } from 'aws-cdk-lib/core';
import { type Construct } from 'constructs';

/**
 * What every CDK stack extends: account and region of its environment, a stable CloudFormation stack name, the
 * platform's tags on all it creates, and no way to delete it while its environment is protected.
 */
export abstract class BulkheadStack extends Stack {
  constructor(
    scope: Construct,
    readonly context: StackContext,
  ) {
    const { environment, region, app, stack, nameScope } = context;
    super(scope, stack, {
      stackName: stackName(nameScope, app, stack),
      env: { account: environment.account, region },
      terminationProtection: environment.protected,
      analyticsReporting: false,
    });
    for (const [key, value] of Object.entries(context.tags)) Tags.of(this).add(key, value);
  }
}
