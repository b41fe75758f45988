import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { suppress } from '@bulkhead/cdktf';
import { iamRoleName, type NameScope } from '@bulkhead/naming';
import { Construct } from 'constructs';

export interface LogDeliveryRoleProps {
  readonly nameScope: NameScope;
  readonly logGroupName: string;
}

/** The role with which CloudTrail writes events to the log group of the trail. */
export class LogDeliveryRole extends Construct {
  readonly role: IamRole;
  /** CloudTrail tries the role when a trail gets it, so the permissions must exist first. */
  readonly permissions: IamRolePolicy;

  constructor(scope: Construct, id: string, { nameScope, logGroupName }: LogDeliveryRoleProps) {
    super(scope, id);
    const { account, region } = nameScope;
    this.role = new IamRole(this, 'role', {
      name: iamRoleName(nameScope, 'audit', 'trail-logs'),
      description: 'Lets CloudTrail write the events of the trail to CloudWatch Logs',
      assumeRolePolicy: JSON.stringify(trustPolicy),
    });
    suppress(this.role, {
      rule: 'HIPAA.Security-IAMNoInlinePolicy',
      reason:
        'The policy names the one log group that this role writes to: nobody else may have it, and it goes with the role.',
    });
    // CloudTrail names its streams after the account and the region of the trail.
    // https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-required-policy-for-cloudwatch-logs.html
    const streams = `arn:aws:logs:${region}:${account}:log-group:${logGroupName}:log-stream:${account}_CloudTrail_${region}*`;
    this.permissions = new IamRolePolicy(this, 'permissions', {
      name: 'permissions',
      role: this.role.id,
      policy: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          {
            Sid: 'WriteEvents',
            Effect: 'Allow',
            Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
            Resource: streams,
          },
        ],
      }),
    });
  }
}

/**
 * Only CloudTrail may assume the role. There is no condition on the trail, because CloudTrail is documented to send the
 * trail to S3, SNS and KMS, and not when it assumes this role. CloudTrail accepts a role only from somebody of the account
 * who may pass the role on.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/send-cloudtrail-events-to-cloudwatch-logs.html
 */
const trustPolicy = {
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'Trail',
      Effect: 'Allow',
      Principal: { Service: 'cloudtrail.amazonaws.com' },
      Action: 'sts:AssumeRole',
    },
  ],
};
