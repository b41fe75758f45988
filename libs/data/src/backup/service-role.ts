import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { suppress } from '@bulkhead/cdktf';
import { iamRoleName, type LogicalName, type NameScope } from '@bulkhead/naming';
import { Construct } from 'constructs';
import { type Permission } from './permission';

export interface ServiceRoleProps {
  readonly nameScope: NameScope;
  readonly name: LogicalName;
  readonly description: string;
  readonly permissions: readonly Permission[];
}

/** A role in which AWS Backup acts, with permissions of its own. */
export class ServiceRole extends Construct {
  readonly role: IamRole;
  /** What makes the role usable; a job that starts before it fails. */
  readonly permissions: IamRolePolicy;

  constructor(scope: Construct, id: string, props: ServiceRoleProps) {
    super(scope, id);
    this.role = new IamRole(this, 'role', {
      name: iamRoleName(props.nameScope, ...props.name),
      description: props.description,
      assumeRolePolicy: JSON.stringify(trustPolicy),
    });
    suppress(this.role, {
      rule: 'HIPAA.Security-IAMNoInlinePolicy',
      reason:
        'The policy is of this one role and what it backs up or restores: nobody else may have it, and it goes with the role.',
    });
    this.permissions = new IamRolePolicy(this, 'permissions', {
      name: 'permissions',
      role: this.role.id,
      policy: JSON.stringify({ Version: '2012-10-17', Statement: props.permissions }),
    });
  }
}

/**
 * AWS Backup, without a condition on the account it acts for, which it does not tell when it assumes a role: it takes
 * a role only from somebody of the account who may pass it on.
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/iam-service-roles.html
 */
const trustPolicy = {
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'AwsBackup',
      Effect: 'Allow',
      Principal: { Service: 'backup.amazonaws.com' },
      Action: 'sts:AssumeRole',
    },
  ],
};
