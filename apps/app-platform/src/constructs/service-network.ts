import { type NameScope, securityGroupName } from '@bulkhead/naming';
import { CfnSecurityGroup, CfnSecurityGroupIngress } from 'aws-cdk-lib/aws-ec2';
import { Token } from 'aws-cdk-lib/core';
import { Construct, type IDependable } from 'constructs';
import { type EgressRule } from './egress-rules';

/** A target in the network that the application connects to. It has a security group of its own. */
export interface Peer {
  /** Name of the target, and the first part of its rule's logical id: one capitalised word. */
  readonly name: string;
  /** Description of the target in a sentence: `The database`. */
  readonly description: string;
  readonly securityGroupId: string;
  /** TCP port, or a token for it. */
  readonly port: string;
}

export interface ServiceNetworkProps {
  readonly nameScope: NameScope;
  readonly vpcId: string;
  /** Connections that may be opened to any address. */
  readonly egress: readonly EgressRule[];
  readonly peers: readonly Peer[];
}

/**
 * The only connections that the application may open. Only the load balancer connects to the application, by a
 * standalone rule.
 */
export class ServiceNetwork extends Construct {
  readonly securityGroup: CfnSecurityGroup;
  /** The rules that let the application in at its targets. */
  readonly access: readonly IDependable[];

  constructor(scope: Construct, id: string, props: ServiceNetworkProps) {
    super(scope, id);
    const { nameScope, vpcId, egress, peers } = props;
    const name = securityGroupName(nameScope, 'app-platform', 'service');

    this.securityGroup = new CfnSecurityGroup(this, 'SecurityGroup', {
      groupName: name,
      groupDescription: 'Containers of the service',
      vpcId,
      // The rules are part of the group: EC2 lets a group that is created without egress rules connect to everything.
      securityGroupEgress: [...egress, ...peers.map(toPeer)],
      tags: [{ key: 'Name', value: name }],
    });
    // Standalone rules, because each group belongs to another stack that does not know its clients.
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
