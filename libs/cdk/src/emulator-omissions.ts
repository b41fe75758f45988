import { type OmittedResource } from '@bulkhead/stack';
import { CfnResource, type IAspect } from 'aws-cdk-lib/core';
import { type IConstruct } from 'constructs';

interface Omission {
  readonly type: string;
  /** The property that is left out. */
  readonly property: string;
  /** What the emulator does with it. */
  readonly reason: string;
  /** The rows that are shown on templates and in AWS only. */
  readonly rows: readonly string[];
}

/**
 * Properties at which the emulator's CloudFormation breaks, so that a stack leaves them out there, and only there.
 * Every entry is a promise less that the emulator can prove: a spec holds the list, so that it may shrink unseen
 * but not grow.
 */
export const emulatorOmissions: readonly Omission[] = [
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
    for (const { type, property, reason, rows } of emulatorOmissions) {
      if (node.cfnResourceType !== type) continue;
      node.addPropertyDeletionOverride(property);
      this.omitted.push({ resource: `${node.node.path}.${property}`, reason, rows });
    }
  }
}
