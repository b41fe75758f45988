import { assumedByService } from '@bulkhead/iam-policies';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import { iamRoleName, type NameScope } from '@bulkhead/naming';
import { Construct } from 'constructs';

export interface MonitoringRoleProps {
  readonly nameScope: NameScope;
  /** The instances that report; by names, since the role is there before them. */
  readonly instanceIdentifiers: readonly string[];
}

/** The role in which the database hosts report to Enhanced Monitoring. */
export class MonitoringRole extends Construct {
  readonly role: IamRole;
  /** What makes the role usable; an instance that comes before it is refused. */
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
      // AWS's own, which its guide prescribes; it reaches no log group but those named RDS*.
      policyArn: 'arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole',
    });
  }
}

/**
 * The monitoring service, for these instances only.
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_Monitoring.OS.Enabling.html#USER_Monitoring.OS.confused-deputy
 */
function trustPolicy({ account, region }: NameScope, instanceIdentifiers: readonly string[]) {
  return assumedByService({
    sid: 'InstancesOfThisDatabase',
    service: 'monitoring.rds.amazonaws.com',
    account,
    // Each by its full name: an identifier may end in a hash, so none can be a pattern for the others.
    sourceArns: instanceIdentifiers.map((identifier) => `arn:aws:rds:${region}:${account}:db:${identifier}`),
  });
}
