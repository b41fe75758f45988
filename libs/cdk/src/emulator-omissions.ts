import { type OmittedResource } from '@bulkhead/stack';
import { CfnResource, type IAspect } from 'aws-cdk-lib/core';
import { type IConstruct } from 'constructs';

interface Omission {
  readonly type: string;
  /** The property that is left out. @default the whole resource is */
  readonly property?: string;
  /** What the emulator does with it. */
  readonly reason: string;
  /** The rows that are shown on templates and in AWS only. */
  readonly rows: readonly string[];
}

const skipped = "the emulator's CloudFormation skips the type, without an error";

/**
 * Resources that the emulator's CloudFormation does not make and properties at which it breaks, so that a stack leaves
 * them out there, and only there. Every entry is a promise less that the emulator can prove: a spec holds the list, so
 * that it may shrink unseen but not grow.
 */
export const emulatorOmissions: readonly Omission[] = [
  { type: 'AWS::ApplicationAutoScaling::ScalableTarget', reason: skipped, rows: ['P1.4'] },
  { type: 'AWS::ApplicationAutoScaling::ScalingPolicy', reason: skipped, rows: ['P1.4'] },
  { type: 'AWS::AutoScaling::ScalingPolicy', reason: skipped, rows: ['P2.2'] },
  { type: 'AWS::CloudWatch::Alarm', reason: skipped, rows: ['P2.2'] },
  { type: 'AWS::ECS::CapacityProvider', reason: skipped, rows: ['P4.2'] },
  { type: 'AWS::ECS::ClusterCapacityProviderAssociations', reason: skipped, rows: ['P4.2'] },
  { type: 'AWS::S3::BucketPolicy', reason: skipped, rows: ['P1.7'] },
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

/** Leaves out what the emulator cannot take, and remembers what that was. */
export class LeaveOutForEmulator implements IAspect {
  readonly omitted: OmittedResource[] = [];

  visit(node: IConstruct): void {
    if (!CfnResource.isCfnResource(node)) return;
    // It takes certificates of IAM alone, which cfn-lint does not take for one of ACM.
    if (node.cfnResourceType === 'AWS::ElasticLoadBalancingV2::Listener') {
      node.addMetadata('cfn-lint', { config: { ignore_checks: ['E1159'] } });
    }
    for (const { type, property, reason, rows } of emulatorOmissions) {
      if (node.cfnResourceType !== type) continue;
      if (property === undefined) {
        // What refers to it would be left with a name of nothing, and fails the deploy: such a type is not to be listed.
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
}
