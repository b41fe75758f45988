import { type ServiceSettings } from '@bulkhead/config';
import { type CfnSecurityGroup } from 'aws-cdk-lib/aws-ec2';

export type EgressRule = CfnSecurityGroup.EgressProperty;

/**
 * Rules for what may leave a security group for anywhere. The VPC's resolver at its own address needs none; those for
 * DNS lead to resolvers elsewhere in the VPC.
 *
 * @param vpcCidr asked for where there is a rule for DNS
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
