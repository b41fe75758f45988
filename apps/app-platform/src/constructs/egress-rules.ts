import { type ServiceSettings } from '@bulkhead/config';
import { type CfnSecurityGroup } from 'aws-cdk-lib/aws-ec2';

export type EgressRule = CfnSecurityGroup.EgressProperty;

/**
 * Rules for connections from a security group to any address. The VPC's resolver at its own address needs no rule. The
 * rules for DNS lead to other resolvers in the VPC.
 *
 * @param vpcCidr called only if there is a rule for DNS
 */
export function egressRules(protocols: ServiceSettings['egress'], vpcCidr: () => string): EgressRule[] {
  return protocols.flatMap((protocol): EgressRule[] => {
    switch (protocol) {
      case 'https':
        return [anywhere(443, 'Image registry and AWS APIs, which have no fixed addresses')];
      case 'http':
        return [anywhere(80, 'Package mirrors and revocation lists, which have no fixed addresses')];
      case 'dns':
        return ['udp', 'tcp'].map((ipProtocol) => ({
          description: 'Name resolution in the VPC',
          ipProtocol,
          fromPort: 53,
          toPort: 53,
          cidrIp: vpcCidr(),
        }));
    }
  });
}

function anywhere(port: number, description: string): EgressRule {
  return { description, ipProtocol: 'tcp', fromPort: port, toPort: port, cidrIp: '0.0.0.0/0' };
}
