import { stackName } from '@bulkhead/naming';
import { type OmittedResource, type StackContext } from '@bulkhead/stack';
import { Aspects, Stack, Tags } from 'aws-cdk-lib/core';
import { type Construct } from 'constructs';
import { LeaveOutForEmulator } from './emulator-omissions';

/**
 * Types that CloudFormation can tag, but cfn-lint believes cannot be tagged. Two are parts of a tagged resource, of a
 * load balancer and of a service; a dashboard costs nothing that a tag would tell of.
 */
const untagged = [
  'AWS::ApplicationAutoScaling::ScalableTarget',
  'AWS::CloudWatch::Dashboard',
  'AWS::ElasticLoadBalancingV2::Listener',
];

/**
 * The base class of every CDK stack: account and region of its environment, a stable CloudFormation stack name, and the
 * platform's tags on all its resources. While its environment is protected, nobody can delete the stack.
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
    /** @emulator The properties and resources in the list above are left out of a CDK stack. */
    if (environment.target === 'emulator') Aspects.of(this).add(this.leaveOut);
  }

  /** The properties and resources that the stack lacks because it is for the emulator. Known after synthesis. */
  get omitted(): readonly OmittedResource[] {
    return this.leaveOut.omitted;
  }
}
