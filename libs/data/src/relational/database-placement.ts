import { DbSubnetGroup } from '@cdktf/provider-aws/lib/db-subnet-group';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { securityGroupName, subnetGroupName, type NameScope } from '@bulkhead/naming';
import { Construct } from 'constructs';

export interface DatabasePlacementProps {
  readonly nameScope: NameScope;
  readonly vpcId: string;
  /** Isolated subnets in at least two availability zones, which RDS requires of a subnet group. */
  readonly subnetIds: string[];
}

/** Where the database is in the network, and the door in front of it. */
export class DatabasePlacement extends Construct {
  readonly subnetGroup: DbSubnetGroup;
  /** Without a single rule: a client adds its own ingress rule, so that the database need not know its clients. */
  readonly securityGroup: SecurityGroup;

  constructor(scope: Construct, id: string, { nameScope, vpcId, subnetIds }: DatabasePlacementProps) {
    super(scope, id);

    this.subnetGroup = new DbSubnetGroup(this, 'subnet-group', {
      name: subnetGroupName(nameScope, 'relational'),
      description: 'Isolated subnets, for the relational database',
      subnetIds,
    });

    // Neither ingress nor egress is set: inline rules would delete those that clients add. The provider takes
    // away the egress rule EC2 gives every new group, and a database has no reason to open a connection.
    const name = securityGroupName(nameScope, 'relational');
    this.securityGroup = new SecurityGroup(this, 'security-group', {
      name,
      description: 'Relational database; clients add their own ingress rule',
      vpcId,
      tags: { Name: name },
    });
  }
}
