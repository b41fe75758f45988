import { BulkheadError } from '@bulkhead/errors';
import {
  alike,
  getAtt,
  listOfTags,
  type MappingTable,
  partOf,
  resource,
  timeouts,
  without,
} from '../mapping';
import { blocksIn, property, type Shape } from '../shapes';
import { rulesOf } from './security-group-rules';

const inline =
  (peer: 'Source' | 'Destination'): Shape =>
  (value, scope) =>
    rulesOf(value, peer, scope);

const noRules: Shape = (value, scope) => {
  if (blocksIn(value).length === 0) return undefined;
  throw new BulkheadError(
    'OpenDefaultSecurityGroup',
    `${scope.address} has rules: resources that name no group get these rules.`,
    {
      next: 'leave ingress and egress of the default security group empty, and give the traffic a group of its own',
    },
  );
};

/** Security groups. A rule that is a separate resource stays one. */
export const securityGroups: MappingTable = {
  aws_security_group: resource(
    'AWS::EC2::SecurityGroup',
    {
      description: 'GroupDescription',
      name: 'GroupName',
      name_prefix: without('a name that AWS completes'),
      vpc_id: 'VpcId',
      ingress: property('SecurityGroupIngress', inline('Source')),
      egress: property('SecurityGroupEgress', inline('Destination')),
      revoke_rules_on_delete: without('how the group is deleted'),
      ...timeouts,
    },
    {
      tags: listOfTags,
      attributes: { id: getAtt('GroupId') },
      // Terraform removes the egress rule that AWS gives every group, so an empty list means no egress. Without
      // SecurityGroupEgress, CloudFormation would allow all egress.
      defaults: { description: 'Managed by Terraform', egress: [] },
    },
  ),
  // CloudFormation cannot manage the default group of a VPC. A group without rules is folded into its VPC.
  aws_default_security_group: partOf('vpc_id', {
    ingress: property('SecurityGroupIngress', noRules),
    egress: property('SecurityGroupEgress', noRules),
    revoke_rules_on_delete: without('how the group is deleted'),
  }),
  aws_vpc_security_group_ingress_rule: resource(
    'AWS::EC2::SecurityGroupIngress',
    {
      ...alike('description', 'from_port', 'ip_protocol', 'to_port'),
      cidr_ipv4: 'CidrIp',
      cidr_ipv6: 'CidrIpv6',
      prefix_list_id: 'SourcePrefixListId',
      referenced_security_group_id: 'SourceSecurityGroupId',
      security_group_id: 'GroupId',
    },
    { attributes: { security_group_rule_id: getAtt('Id') } },
  ),
  aws_vpc_security_group_egress_rule: resource(
    'AWS::EC2::SecurityGroupEgress',
    {
      ...alike('description', 'from_port', 'ip_protocol', 'to_port'),
      cidr_ipv4: 'CidrIp',
      cidr_ipv6: 'CidrIpv6',
      prefix_list_id: 'DestinationPrefixListId',
      referenced_security_group_id: 'DestinationSecurityGroupId',
      security_group_id: 'GroupId',
    },
    { attributes: { security_group_rule_id: getAtt('Id') } },
  ),
};
