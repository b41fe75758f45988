import { alike, getAtt, listOfTags, type MappingTable, resource } from '../mapping';
import { oneOf } from '../shapes';

/** IANA's protocol numbers. CloudFormation requires the number; Terraform also accepts the name. */
const protocolNumbers = { all: -1, '-1': -1, icmp: 1, tcp: 6, udp: 17, '1': 1, '6': 6, '17': 17, '58': 58 };

/** Network ACLs, with entries and associations as separate resources. */
export const networkAcls: MappingTable = {
  aws_network_acl: resource('AWS::EC2::NetworkAcl', { vpc_id: 'VpcId' }, { tags: listOfTags }),
  aws_network_acl_rule: resource(
    'AWS::EC2::NetworkAclEntry',
    {
      ...alike('cidr_block', 'egress', 'ipv6_cidr_block', 'network_acl_id', 'rule_action', 'rule_number'),
      protocol: oneOf('Protocol', protocolNumbers),
      from_port: 'PortRange.From',
      to_port: 'PortRange.To',
      icmp_code: 'Icmp.Code',
      icmp_type: 'Icmp.Type',
    },
    { attributes: { id: getAtt('Id') } },
  ),
  aws_network_acl_association: resource(
    'AWS::EC2::SubnetNetworkAclAssociation',
    alike('network_acl_id', 'subnet_id'),
  ),
};
