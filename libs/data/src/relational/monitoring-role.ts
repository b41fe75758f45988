import { assumedByService } from '@bulkhead/iam-policies';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import { iamRoleName, type NameScope } from '@bulkhead/naming';
import { Construct } from 'constructs';
import { instanceIdentifier } from './cluster-identity';

export interface MonitoringRoleProps {
  readonly nameScope: NameScope;
  /** How many instances the cluster has. */
  readonly instances: number;
}

/** The role in which the database hosts report to Enhanced Monitoring. */
export class MonitoringRole extends Construct {
  readonly role: IamRole;
  /** What makes the role usable; an instance that comes before it is refused. */
  readonly permissions: IamRolePolicyAttachment;

  constructor(scope: Construct, id: string, { nameScope, instances }: MonitoringRoleProps) {
    super(scope, id);
    this.role = new IamRole(this, 'role', {
      name: iamRoleName(nameScope, 'relational-monitoring'),
      description: 'Lets the instances of the relational database report to Enhanced Monitoring',
      assumeRolePolicy: JSON.stringify(trustPolicy(nameScope, instances)),
    });
    this.permissions = new IamRolePolicyAttachment(this, 'permissions', {
      role: this.role.name,
      // AWS's own, which its guide prescribes; it reaches no log group but those named RDS*.
      policyArn: 'arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole',
    });
  }
}

/**
 * The monitoring service, for the instances of this cluster only.
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_Monitoring.OS.Enabling.html#USER_Monitoring.OS.confused-deputy
 */
function trustPolicy(nameScope: NameScope, instances: number) {
  const { account, region } = nameScope;
  // Each by its full name: an identifier may end in a hash, so none can be a pattern for the others.
  const arns = Array.from(
    { length: instances },
    (_, index) => `arn:aws:rds:${region}:${account}:db:${instanceIdentifier(nameScope, index + 1)}`,
  );
  return assumedByService({
    sid: 'InstancesOfThisCluster',
    service: 'monitoring.rds.amazonaws.com',
    account,
    sourceArns: arns,
  });
}
