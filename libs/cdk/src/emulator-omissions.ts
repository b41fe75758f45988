import { type OmittedResource, type StackContext } from '@bulkhead/stack';
import { CfnResource, type IAspect, Stack } from 'aws-cdk-lib/core';
import { type IConstruct } from 'constructs';

interface Omission {
  readonly type: string;
  /** The property that is left out. @default the whole resource is left out */
  readonly property?: string;
  /** The problem of the emulator with it. */
  readonly reason: string;
  /** The rows that can be shown only on templates and in AWS. */
  readonly rows: readonly string[];
  /**
   * The property that refers to the affected resources, one or several, and the policy rules that then miss something
   * there.
   */
  readonly missed?: { readonly of: string; readonly rules: readonly string[] };
}

const skipped = "the emulator's CloudFormation skips the type, without an error";

/**
 * Resources that the emulator's CloudFormation does not create, and properties at which it fails. A stack leaves them
 * out on the emulator only. Every entry is one thing less that the emulator can prove, so a spec holds the list: it
 * must not grow unnoticed.
 */
export const emulatorOmissions: readonly Omission[] = [
  { type: 'AWS::ApplicationAutoScaling::ScalableTarget', reason: skipped, rows: ['P1.4'] },
  { type: 'AWS::ApplicationAutoScaling::ScalingPolicy', reason: skipped, rows: ['P1.4'] },
  { type: 'AWS::AutoScaling::ScalingPolicy', reason: skipped, rows: ['P2.2'] },
  { type: 'AWS::CloudWatch::Alarm', reason: skipped, rows: ['P1.8', 'P2.2', 'P2.7'] },
  { type: 'AWS::CloudWatch::CompositeAlarm', reason: skipped, rows: ['P1.8', 'P2.7'] },
  { type: 'AWS::ECS::CapacityProvider', reason: skipped, rows: ['P4.2'] },
  { type: 'AWS::ECS::ClusterCapacityProviderAssociations', reason: skipped, rows: ['P4.2'] },
  {
    type: 'AWS::ElasticLoadBalancingV2::ListenerCertificate',
    reason: `${skipped}, and raises when a resource of the type leaves a template`,
    rows: ['P1.7'],
  },
  {
    type: 'AWS::S3::BucketPolicy',
    reason: skipped,
    rows: ['P1.7'],
    missed: { of: 'bucket', rules: ['HIPAA.Security-S3BucketSSLRequestsOnly'] },
  },
  { type: 'AWS::SNS::Subscription', reason: skipped, rows: ['P2.8'] },
  {
    type: 'AWS::SNS::TopicPolicy',
    reason: skipped,
    rows: ['P2.8'],
    missed: { of: 'topics', rules: ['messages-tls'] },
  },
  {
    type: 'AWS::SQS::QueuePolicy',
    reason: skipped,
    rows: ['P2.8'],
    missed: { of: 'queues', rules: ['messages-tls'] },
  },
  { type: 'AWS::WAFv2::LoggingConfiguration', reason: skipped, rows: ['P1.7', 'P1.10'] },
  { type: 'AWS::WAFv2::WebACL', reason: skipped, rows: ['P1.7'] },
  { type: 'AWS::WAFv2::WebACLAssociation', reason: skipped, rows: ['P1.7'] },
  {
    type: 'AWS::KMS::Key',
    property: 'Tags',
    reason: 'creating a key with tags raises inside the emulator, which then calls the stack complete',
    rows: ['P4.5'],
  },
  {
    type: 'AWS::SSM::Parameter',
    property: 'Tags',
    reason: 'creating a parameter with tags raises inside the emulator, which then calls the stack complete',
    rows: ['P4.5'],
  },
];

/** Leaves out everything that the emulator does not support, and records it. */
export class LeaveOutForEmulator implements IAspect {
  readonly omitted: OmittedResource[] = [];

  constructor(private readonly context: StackContext) {}

  visit(node: IConstruct): void {
    if (!CfnResource.isCfnResource(node)) return;
    for (const { type, property, reason, rows, missed } of emulatorOmissions) {
      if (node.cfnResourceType !== type) continue;
      if (missed) this.excuse(node, type, missed);
      if (property === undefined) {
        // A reference to the removed resource would have no name and fail the deploy. So do not list a type that others
        // refer to.
        node.node.scope?.node.tryRemoveChild(node.node.id);
        this.omitted.push({ type, resource: node.node.path, reason, rows });
      } else {
        node.addPropertyDeletionOverride(property);
        this.omitted.push({
          type: `${type}.${property}`,
          resource: `${node.node.path}.${property}`,
          reason,
          rows,
        });
      }
    }
  }

  /** Suppresses the rules that miss a left out resource, so that nobody has to explain it. */
  private excuse(node: CfnResource, type: string, { of, rules }: NonNullable<Omission['missed']>): void {
    const reference: unknown = (node as unknown as Record<string, unknown>)[of];
    const subjects = [Stack.of(node).resolve(reference)].flat() as { readonly Ref: string }[];
    for (const { Ref: about } of subjects) {
      for (const rule of rules) {
        this.context.suppress(
          { rule, reason: `Its ${type} is left out on the emulator, which makes none.` },
          () => about,
        );
      }
    }
  }
}
