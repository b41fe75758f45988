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

/** A role of AWS Backup, with permissions of its own. */
export class ServiceRole extends Construct {
  readonly role: IamRole;
  /** The policy that makes the role usable. A job that starts before the policy exists fails. */
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
 * Lets AWS Backup assume the role, without a condition on the account: AWS Backup does not pass the account when it
 * assumes a role. But AWS Backup accepts a role only from a principal of the account who may pass the role.
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
