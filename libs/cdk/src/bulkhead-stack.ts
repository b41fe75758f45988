import { stackName } from '@bulkhead/naming';
import { type OmittedResource, type StackContext } from '@bulkhead/stack';
import { Aspects, Stack, Tags } from 'aws-cdk-lib/core';
import { type Construct } from 'constructs';
import { LeaveOutForEmulator } from './emulator-omissions';

/**
 * Types that CloudFormation tags and cfn-lint does not know to be tagged. Both are parts of something that is: of a load
 * balancer, of a service.
 */
const untagged = ['AWS::ApplicationAutoScaling::ScalableTarget', 'AWS::ElasticLoadBalancingV2::Listener'];

/**
 * What every CDK stack extends: account and region of its environment, a stable CloudFormation stack name, the
 * platform's tags on all it creates, and no way to delete it while its environment is protected.
 */
export abstract class BulkheadStack extends Stack {
  private readonly leaveOut: LeaveOutForEmulator;

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
    for (const [key, value] of Object.entries(context.tags)) {
      Tags.of(this).add(key, value, { excludeResourceTypes: untagged });
    }
    this.leaveOut = new LeaveOutForEmulator(context);
    /** @emulator What the list above names is left out of a CDK stack. */
    if (environment.target === 'emulator') Aspects.of(this).add(this.leaveOut);
  }

  /** What the synthesized stack lacks because it is for the emulator; known after synthesis. */
  get omitted(): readonly OmittedResource[] {
    return this.leaveOut.omitted;
  }
}
