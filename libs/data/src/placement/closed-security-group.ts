import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { securityGroupName, type NameScope } from '@bulkhead/naming';
import { Construct } from 'constructs';

export interface ClosedSecurityGroupProps {
  readonly nameScope: NameScope;
  /** Logical name of the protected data store, such as `cache`. */
  readonly name: string;
  /** Name of the data store for the beginning of a sentence. */
  readonly what: string;
  readonly vpcId: string;
}

/**
 * The security group of a data store, without any rule. Each client adds its own ingress rule, so the store need not
 * know its clients.
 */
export class ClosedSecurityGroup extends Construct {
  readonly securityGroup: SecurityGroup;

  constructor(scope: Construct, id: string, props: ClosedSecurityGroupProps) {
    super(scope, id);
    const name = securityGroupName(props.nameScope, props.name);
    // Neither ingress nor egress is set: inline rules would delete the rules of clients. The provider removes the
    // default egress rule of EC2; a data store has no reason to open connections.
    this.securityGroup = new SecurityGroup(this, 'group', {
      name,
      description: `${props.what}; clients add their own ingress rule`,
      vpcId: props.vpcId,
      tags: { Name: name },
    });
  }
}
