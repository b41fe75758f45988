import { type NameScope, securityGroupName } from '@bulkhead/naming';
import { CfnSecurityGroup, CfnSecurityGroupIngress } from 'aws-cdk-lib/aws-ec2';
import { Token } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';

const https = 443;

export interface ServiceNetworkProps {
  readonly nameScope: NameScope;
  readonly vpcId: string;
  readonly databaseSecurityGroupId: string;
  readonly databasePort: string;
}

/**
 * Where the containers may connect to, which is all they may: nothing connects to them. Name resolution needs no
 * rule, since security groups do not filter the VPC's resolver.
 */
export class ServiceNetwork extends Construct {
  readonly securityGroup: CfnSecurityGroup;
  /** Lets the service into the database. */
  readonly databaseAccess: CfnSecurityGroupIngress;

  constructor(
    scope: Construct,
    id: string,
    { nameScope, vpcId, databaseSecurityGroupId, databasePort }: ServiceNetworkProps,
  ) {
    super(scope, id);
    const port = Token.asNumber(databasePort);
    const name = securityGroupName(nameScope, 'app-platform', 'service');

    this.securityGroup = new CfnSecurityGroup(this, 'SecurityGroup', {
      groupName: name,
      groupDescription: 'Containers of the service',
      vpcId,
      // Part of the group, since EC2 lets a group that is created without egress rules connect to everything.
      securityGroupEgress: [
        {
          description: 'Image registry and AWS APIs, which have no fixed addresses',
          ipProtocol: 'tcp',
          fromPort: https,
          toPort: https,
          cidrIp: '0.0.0.0/0',
        },
        {
          description: 'The database',
          ipProtocol: 'tcp',
          fromPort: port,
          toPort: port,
          destinationSecurityGroupId: databaseSecurityGroupId,
        },
      ],
      tags: [{ key: 'Name', value: name }],
    });
    // A rule of its own: the group belongs to the database's stack, which does not know who its clients are.
    this.databaseAccess = new CfnSecurityGroupIngress(this, 'DatabaseAccess', {
      description: `From ${name}`,
      groupId: databaseSecurityGroupId,
      ipProtocol: 'tcp',
      fromPort: port,
      toPort: port,
      sourceSecurityGroupId: this.securityGroup.attrGroupId,
    });
  }
}
