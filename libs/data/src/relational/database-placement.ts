import { DbSubnetGroup } from '@cdktf/provider-aws/lib/db-subnet-group';
import { type SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { subnetGroupName, type NameScope } from '@bulkhead/naming';
import { Construct } from 'constructs';
import { ClosedSecurityGroup } from '../placement/closed-security-group';

export interface DatabasePlacementProps {
  readonly nameScope: NameScope;
  readonly vpcId: string;
  /** Isolated subnets in at least two availability zones, as RDS requires for a subnet group. */
  readonly subnetIds: string[];
}

/** The subnets of the database, and its security group. */
export class DatabasePlacement extends Construct {
  readonly subnetGroup: DbSubnetGroup;
  readonly securityGroup: SecurityGroup;

  constructor(scope: Construct, id: string, { nameScope, vpcId, subnetIds }: DatabasePlacementProps) {
    super(scope, id);

    this.subnetGroup = new DbSubnetGroup(this, 'subnet-group', {
      name: subnetGroupName(nameScope, 'relational'),
      description: 'Isolated subnets, for the relational database',
      subnetIds,
    });

    this.securityGroup = new ClosedSecurityGroup(this, 'security-group', {
      nameScope,
      name: 'relational',
      what: 'Relational database',
      vpcId,
    }).securityGroup;
  }
}
