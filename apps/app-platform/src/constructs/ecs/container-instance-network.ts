import { type NameScope, securityGroupName } from '@bulkhead/naming';
import { CfnSecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { type EgressRule } from '../egress-rules';

export interface ContainerInstanceNetworkProps {
  readonly nameScope: NameScope;
  readonly vpcId: string;
  readonly egress: readonly EgressRule[];
}

/**
 * The connections that the instances themselves may open. Nothing connects to the instances, and the database does not
 * let them in, because containers have network interfaces of their own.
 */
export class ContainerInstanceNetwork extends Construct {
  readonly securityGroup: CfnSecurityGroup;

  constructor(scope: Construct, id: string, { nameScope, vpcId, egress }: ContainerInstanceNetworkProps) {
    super(scope, id);
    const name = securityGroupName(nameScope, 'app-platform', 'instances');
    this.securityGroup = new CfnSecurityGroup(this, 'SecurityGroup', {
      groupName: name,
      groupDescription: 'Instances that run the containers of the service',
      vpcId,
      securityGroupEgress: [...egress],
      tags: [{ key: 'Name', value: name }],
    });
  }
}
