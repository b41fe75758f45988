import { securityGroupName, type NameScope } from '@bulkhead/naming';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { VpcSecurityGroupEgressRule } from '@cdktf/provider-aws/lib/vpc-security-group-egress-rule';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import { Construct } from 'constructs';

const https = 443;

export interface RotationAccessProps {
  readonly nameScope: NameScope;
  /** The credential to rotate. */
  readonly name: string;
  readonly vpcId: string;
  readonly databaseSecurityGroupId: string;
  readonly port: number;
}

/** The only connections of the function: to the database, and to the API of Secrets Manager. */
export class RotationAccess extends Construct {
  readonly securityGroup: SecurityGroup;
  /** The rules that a rotation needs to succeed. */
  readonly rules: readonly (VpcSecurityGroupEgressRule | VpcSecurityGroupIngressRule)[];

  constructor(scope: Construct, id: string, props: RotationAccessProps) {
    super(scope, id);
    const { nameScope, vpcId, databaseSecurityGroupId, port } = props;
    const name = securityGroupName(nameScope, 'rotation', props.name);
    const tcp = (each: number) => ({ ipProtocol: 'tcp', fromPort: each, toPort: each });

    this.securityGroup = new SecurityGroup(this, 'security-group', {
      name,
      description: `Rotation of the ${props.name} credential; nothing connects to it`,
      vpcId,
      tags: { Name: name },
    });
    this.rules = [
      new VpcSecurityGroupEgressRule(this, 'to-database', {
        ...tcp(port),
        securityGroupId: this.securityGroup.id,
        referencedSecurityGroupId: databaseSecurityGroupId,
        description: 'The database',
        tags: { Name: name },
      }),
      new VpcSecurityGroupEgressRule(this, 'to-secrets-manager', {
        ...tcp(https),
        securityGroupId: this.securityGroup.id,
        cidrIpv4: '0.0.0.0/0',
        description: 'Secrets Manager, which has no fixed addresses where the VPC has no endpoint for it',
        tags: { Name: name },
      }),
      new VpcSecurityGroupIngressRule(this, 'into-database', {
        ...tcp(port),
        securityGroupId: databaseSecurityGroupId,
        referencedSecurityGroupId: this.securityGroup.id,
        description: `From ${name}`,
        tags: { Name: name },
      }),
    ];
  }
}
