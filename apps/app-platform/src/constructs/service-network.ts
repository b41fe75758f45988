import { type NameScope, securityGroupName } from '@bulkhead/naming';
import { CfnSecurityGroup, CfnSecurityGroupIngress } from 'aws-cdk-lib/aws-ec2';
import { Token } from 'aws-cdk-lib/core';
import { Construct, type IDependable } from 'constructs';
import { type EgressRule } from './egress-rules';

/** Something in the network that the application connects to, with a security group of its own. */
export interface Peer {
  /** What it is, as the logical id of its rule begins: one capitalised word. */
  readonly name: string;
  /** What it is, in a sentence: `The database`. */
  readonly description: string;
  readonly securityGroupId: string;
  /** TCP port, or a token of it. */
  readonly port: string;
}

export interface ServiceNetworkProps {
  readonly nameScope: NameScope;
  readonly vpcId: string;
  /** What may leave for anywhere. */
  readonly egress: readonly EgressRule[];
  readonly peers: readonly Peer[];
}

/**
 * Where the application may connect to, which is all it may. Only the load balancer connects to it, by a rule of its
 * own.
 */
export class ServiceNetwork extends Construct {
  readonly securityGroup: CfnSecurityGroup;
  /** The rules that let the application in where it connects to. */
  readonly access: readonly IDependable[];

  constructor(scope: Construct, id: string, props: ServiceNetworkProps) {
    super(scope, id);
    const { nameScope, vpcId, egress, peers } = props;
    const name = securityGroupName(nameScope, 'app-platform', 'service');

    this.securityGroup = new CfnSecurityGroup(this, 'SecurityGroup', {
      groupName: name,
      groupDescription: 'Containers of the service',
      vpcId,
      // Part of the group, since EC2 lets a group that is created without egress rules connect to everything.
      securityGroupEgress: [...egress, ...peers.map(toPeer)],
      tags: [{ key: 'Name', value: name }],
    });
    // Rules of their own: each group belongs to another stack, which does not know who its clients are.
    this.access = peers.map(
      (peer) =>
        new CfnSecurityGroupIngress(this, `${peer.name}Access`, {
          description: `From ${name}`,
          groupId: peer.securityGroupId,
          ...tcp(peer),
          sourceSecurityGroupId: this.securityGroup.attrGroupId,
        }),
    );
  }
}

function toPeer(peer: Peer): EgressRule {
  return { description: peer.description, ...tcp(peer), destinationSecurityGroupId: peer.securityGroupId };
}

function tcp({ port }: Peer) {
  const number = Token.isUnresolved(port) ? Token.asNumber(port) : Number(port);
  return { ipProtocol: 'tcp', fromPort: number, toPort: number };
}
