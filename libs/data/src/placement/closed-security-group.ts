import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { securityGroupName, type NameScope } from '@bulkhead/naming';
import { Construct } from 'constructs';

export interface ClosedSecurityGroupProps {
  readonly nameScope: NameScope;
  /** Logical name of what it is in front of, such as `cache`. */
  readonly name: string;
  /** What it is in front of, at the beginning of a sentence. */
  readonly what: string;
  readonly vpcId: string;
}

/**
 * The door in front of a data store, without a single rule: a client adds its own ingress rule, so that the store
 * need not know its clients.
 */
export class ClosedSecurityGroup extends Construct {
  readonly securityGroup: SecurityGroup;

  constructor(scope: Construct, id: string, props: ClosedSecurityGroupProps) {
    super(scope, id);
    const name = securityGroupName(props.nameScope, props.name);
    // Neither ingress nor egress is set: inline rules would delete those that clients add. The provider takes away
    // the egress rule EC2 gives every new group, and a data store has no reason to open a connection.
    this.securityGroup = new SecurityGroup(this, 'group', {
      name,
      description: `${props.what}; clients add their own ingress rule`,
      vpcId: props.vpcId,
      tags: { Name: name },
    });
  }
}
