import { assumedByService } from '@bulkhead/iam-policies';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import { iamRoleName, type NameScope } from '@bulkhead/naming';
import { Construct } from 'constructs';

export interface MonitoringRoleProps {
  readonly nameScope: NameScope;
  /** The names of the instances that report, since the role is created before the instances. */
  readonly instanceIdentifiers: readonly string[];
}

/** The role in which the hosts of the database report to Enhanced Monitoring. */
export class MonitoringRole extends Construct {
  readonly role: IamRole;
  /** The attachment that makes the role usable. RDS refuses an instance that is created before it. */
  readonly permissions: IamRolePolicyAttachment;

  constructor(scope: Construct, id: string, { nameScope, instanceIdentifiers }: MonitoringRoleProps) {
    super(scope, id);
    this.role = new IamRole(this, 'role', {
      name: iamRoleName(nameScope, 'relational-monitoring'),
      description: 'Lets the instances of the relational database report to Enhanced Monitoring',
      assumeRolePolicy: JSON.stringify(trustPolicy(nameScope, instanceIdentifiers)),
    });
    this.permissions = new IamRolePolicyAttachment(this, 'permissions', {
      role: this.role.name,
      // AWS's own policy, as its guide requires. It covers only log groups named RDS*.
      policyArn: 'arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole',
    });
  }
}

/**
 * Lets the monitoring service assume the role, only for these instances.
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_Monitoring.OS.Enabling.html#USER_Monitoring.OS.confused-deputy
 */
function trustPolicy({ account, region }: NameScope, instanceIdentifiers: readonly string[]) {
  return assumedByService({
    sid: 'InstancesOfThisDatabase',
    service: 'monitoring.rds.amazonaws.com',
    account,
    // Full names, not patterns: an identifier may end in a hash.
    sourceArns: instanceIdentifiers.map((identifier) => `arn:aws:rds:${region}:${account}:db:${identifier}`),
  });
}
