import { type NameScope, securityGroupName } from '@bulkhead/naming';
import { CfnSecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';

export interface ProcessingNetworkProps {
  readonly nameScope: NameScope;
  readonly vpcId: string;
}

/**
 * The connections that the function may open: to S3 only. Lambda itself sends logs, traces and failed events. Inside
 * the VPC, the function's traffic appears in the flow logs. The traffic also passes the S3 endpoint, which lets through
 * no buckets of other accounts.
 */
export class ProcessingNetwork extends Construct {
  readonly securityGroup: CfnSecurityGroup;

  constructor(scope: Construct, id: string, { nameScope, vpcId }: ProcessingNetworkProps) {
    super(scope, id);
    const name = securityGroupName(nameScope, 'object-processing');
    this.securityGroup = new CfnSecurityGroup(this, 'SecurityGroup', {
      groupName: name,
      groupDescription: 'Object processing, to which nothing connects',
      vpcId,
      securityGroupEgress: [
        {
          description: 'S3, which has no fixed addresses',
          ipProtocol: 'tcp',
          fromPort: 443,
          toPort: 443,
          cidrIp: '0.0.0.0/0',
        },
      ],
      tags: [{ key: 'Name', value: name }],
    });
  }
}
