import { ElasticacheSubnetGroup } from '@cdktf/provider-aws/lib/elasticache-subnet-group';
import { type SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { subnetGroupName, type NameScope } from '@bulkhead/naming';
import { Construct } from 'constructs';
import { ClosedSecurityGroup } from '../placement/closed-security-group';

export interface CachePlacementProps {
  readonly nameScope: NameScope;
  readonly vpcId: string;
  /** Isolated subnets in at least two availability zones. ElastiCache spreads the nodes over them. */
  readonly subnetIds: string[];
}

/** The subnets of the cache, and its security group. */
export class CachePlacement extends Construct {
  readonly subnetGroup: ElasticacheSubnetGroup;
  readonly securityGroup: SecurityGroup;

  constructor(scope: Construct, id: string, { nameScope, vpcId, subnetIds }: CachePlacementProps) {
    super(scope, id);
    this.subnetGroup = new ElasticacheSubnetGroup(this, 'subnet-group', {
      name: subnetGroupName(nameScope, 'cache'),
      description: 'Isolated subnets, for the cache',
      subnetIds,
    });
    this.securityGroup = new ClosedSecurityGroup(this, 'security-group', {
      nameScope,
      name: 'cache',
      what: 'Cache',
      vpcId,
    }).securityGroup;
  }
}
