import { DbProxy } from '@cdktf/provider-aws/lib/db-proxy';
import { DbProxyDefaultTargetGroup } from '@cdktf/provider-aws/lib/db-proxy-default-target-group';
import { DbProxyTarget } from '@cdktf/provider-aws/lib/db-proxy-target';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { VpcSecurityGroupEgressRule } from '@cdktf/provider-aws/lib/vpc-security-group-egress-rule';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import { databaseIdentifier, securityGroupName, type NameScope } from '@bulkhead/naming';
import { Fn } from 'cdktf';
import { Construct } from 'constructs';
import { postgresqlPort } from './postgresql';
import { ProxyRole, type ProxyRoleProps } from './proxy-role';
import { type RelationalDatabase } from './relational-database';

export interface DatabaseProxyProps extends ProxyRoleProps {
  readonly nameScope: NameScope;
  readonly database: Pick<RelationalDatabase, 'target' | 'securityGroupId' | 'instances'>;
  readonly vpcId: string;
  /** Isolated subnets, one per zone. */
  readonly subnetIds: string[];
  /** The share of the database's connections that the proxy may use, in percent. */
  readonly maxConnectionsPercent: number;
}

/**
 * RDS Proxy in front of a database. It keeps connections open for short-lived clients, over TLS only, and accepts only
 * IAM authentication.
 */
export class DatabaseProxy extends Construct {
  readonly endpoint: string;
  /** Resource id, `prx-…`, in the ARNs for `rds-db:connect`. */
  readonly resourceId: string;
  /** Without an ingress rule: each client adds its own. */
  readonly securityGroupId: string;

  constructor(scope: Construct, id: string, props: DatabaseProxyProps) {
    super(scope, id);
    const { nameScope, database, secretArn } = props;
    const securityGroup = this.securityGroup(props);
    const { role, permissions } = new ProxyRole(this, 'role', props);

    const proxy = new DbProxy(this, 'proxy', {
      name: databaseIdentifier(nameScope, 'relational', 'proxy'),
      engineFamily: 'POSTGRESQL',
      requireTls: true,
      auth: [{ authScheme: 'SECRETS', iamAuth: 'REQUIRED', secretArn }],
      roleArn: role.arn,
      vpcSubnetIds: props.subnetIds,
      vpcSecurityGroupIds: [securityGroup.id],
      // The debug log would contain patient data from statements.
      debugLogging: false,
      dependsOn: [permissions],
    });
    const targets = new DbProxyDefaultTargetGroup(this, 'targets', {
      dbProxyName: proxy.name,
      connectionPoolConfig: { maxConnectionsPercent: props.maxConnectionsPercent },
    });
    new DbProxyTarget(this, 'target', {
      dbProxyName: proxy.name,
      targetGroupName: targets.name,
      ...database.target,
      dependsOn: [...database.instances],
    });

    this.endpoint = proxy.endpoint;
    // The last part of arn:aws:rds:<region>:<account>:db-proxy:prx-…
    this.resourceId = Fn.element(Fn.split(':', proxy.arn), 6) as string;
    this.securityGroupId = securityGroup.id;
  }

  /** The security group of the proxy. Its only egress leads to the database. */
  private securityGroup({ nameScope, vpcId, database }: DatabaseProxyProps): SecurityGroup {
    const name = securityGroupName(nameScope, 'relational-proxy');
    const securityGroup = new SecurityGroup(this, 'security-group', {
      name,
      description: 'Proxy of the relational database; clients add their own ingress rule',
      vpcId,
      tags: { Name: name },
    });
    const port = { ipProtocol: 'tcp', fromPort: postgresqlPort, toPort: postgresqlPort };
    new VpcSecurityGroupEgressRule(this, 'to-database', {
      ...port,
      securityGroupId: securityGroup.id,
      referencedSecurityGroupId: database.securityGroupId,
      description: 'To the relational database',
    });
    new VpcSecurityGroupIngressRule(this, 'from-proxy', {
      ...port,
      securityGroupId: database.securityGroupId,
      referencedSecurityGroupId: securityGroup.id,
      description: 'From the proxy of the relational database',
    });
    return securityGroup;
  }
}
