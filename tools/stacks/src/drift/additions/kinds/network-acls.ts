import type { NetworkAcl } from '@aws-sdk/client-ec2';
import { type AdditionKind, type Declares } from '../addition-kind';
import { everyPage } from '../asking';
import { text } from '../deployed-resource';
import { type Services } from '../services';

/**
 * https://docs.aws.amazon.com/vpc/latest/userguide/default-network-acl.html: the rule that denies all other traffic.
 */
const lastRules: readonly number[] = [32767, 32768];

const entryContent = (egress: unknown, number: unknown): string =>
  `${egress === true || egress === 'true' ? 'egress' : 'ingress'} entry ${text(number)}`;

/** All network ACLs of the region. They are few, and a call that names several ids fails if one of them is gone. */
async function networkAcls(services: Services): Promise<NetworkAcl[]> {
  const { paginateDescribeNetworkAcls } = await import('@aws-sdk/client-ec2');
  const client = await services.ec2();
  return everyPage(paginateDescribeNetworkAcls({ client }, {}), (page) => page.NetworkAcls);
}

async function ofIds(ids: readonly string[], services: Services): Promise<NetworkAcl[]> {
  return (await networkAcls(services)).filter(({ NetworkAclId = '' }) => ids.includes(NetworkAclId));
}

/**
 * Entries of network ACLs. For each number and direction there is at most one entry; its content is an attribute of it.
 */
export const networkAclEntries: AdditionKind = {
  name: 'entry of a network ACL',
  parents: {
    aws_network_acl: ({ physicalId }) => physicalId,
    aws_default_network_acl: ({ physicalId }) => physicalId,
    'AWS::EC2::NetworkAcl': ({ physicalId }) => physicalId,
  },
  declares: {
    aws_network_acl_rule: ({ attributes: a }) => [
      { parent: text(a['network_acl_id']), content: entryContent(a['egress'], a['rule_number']) },
    ],
    'AWS::EC2::NetworkAclEntry': ({ attributes: a }) => [
      { parent: text(a['NetworkAclId']), content: entryContent(a['Egress'], a['RuleNumber']) },
    ],
  },
  compared: { aws_network_acl: ['ingress', 'egress'], aws_default_network_acl: ['ingress', 'egress'] },
  async list(acls, services) {
    const { DeleteNetworkAclEntryCommand } = await import('@aws-sdk/client-ec2');
    const client = await services.ec2();
    const found = await ofIds(acls, services);
    return found.flatMap(({ NetworkAclId = '', Entries = [] }) =>
      Entries.map((entry) => {
        const {
          Egress = false,
          RuleNumber = 0,
          RuleAction,
          Protocol,
          CidrBlock,
          Ipv6CidrBlock,
          PortRange,
        } = entry;
        return {
          parent: NetworkAclId,
          content: entryContent(Egress, RuleNumber),
          detail: { RuleAction, Protocol, range: CidrBlock ?? Ipv6CidrBlock, PortRange },
          ...(lastRules.includes(RuleNumber) && { byAws: 'the rule that denies the rest' }),
          remove: () => client.send(new DeleteNetworkAclEntryCommand({ NetworkAclId, Egress, RuleNumber })),
        };
      }),
    );
  },
};

const ofTerraform: Declares = ({ attributes: a }) => [
  { parent: text(a['network_acl_id']), content: `association with ${text(a['subnet_id'])}` },
];

/**
 * Subnets that a network ACL is associated with. A subnet always has one ACL, so a removal returns it to the default.
 */
export const networkAclAssociations: AdditionKind = {
  name: 'association of a network ACL',
  parents: {
    aws_network_acl: ({ physicalId }) => physicalId,
    'AWS::EC2::NetworkAcl': ({ physicalId }) => physicalId,
  },
  declares: {
    aws_network_acl_association: ofTerraform,
    'AWS::EC2::SubnetNetworkAclAssociation': ({ attributes: a }) => [
      { parent: text(a['NetworkAclId']), content: `association with ${text(a['SubnetId'])}` },
    ],
  },
  compared: { aws_network_acl: ['subnet_ids'] },
  async list(acls, services) {
    const { ReplaceNetworkAclAssociationCommand } = await import('@aws-sdk/client-ec2');
    const client = await services.ec2();
    const found = await ofIds(acls, services);
    return found.flatMap(({ NetworkAclId = '', VpcId = '', Associations = [] }) =>
      Associations.map(({ NetworkAclAssociationId: AssociationId, SubnetId = '' }) => ({
        parent: NetworkAclId,
        content: `association with ${SubnetId}`,
        remove: async () => {
          const all = (await networkAcls(services)).filter((acl) => acl.VpcId === VpcId);
          const { NetworkAclId: standard } = all.find(({ IsDefault }) => IsDefault) ?? {};
          return client.send(
            new ReplaceNetworkAclAssociationCommand({ AssociationId, NetworkAclId: standard }),
          );
        },
      })),
    );
  },
};
