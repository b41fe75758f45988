import type { AccountInput } from './account';
import type { PolicyStatement } from './policy-statement';

/**
 * Lets EC2 Auto Scaling launch instances whose volumes are encrypted with the key: its service-linked
 * role may use the key and hand EBS a grant. KMS refuses the policy while the role does not exist; it
 * comes with the first Auto Scaling group of an account, or from `aws iam create-service-linked-role
 * --aws-service-name autoscaling.amazonaws.com`.
 * https://docs.aws.amazon.com/autoscaling/ec2/userguide/key-policy-requirements-EBS-encryption.html
 */
export function autoScaling({ account, partition = 'aws' }: AccountInput): readonly PolicyStatement[] {
  const role = `arn:${partition}:iam::${account}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling`;
  const byRole = { Effect: 'Allow', Principal: { AWS: role }, Resource: '*' } as const;
  return [
    {
      ...byRole,
      Sid: 'AutoScaling',
      Action: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
    },
    {
      ...byRole,
      Sid: 'AutoScalingGrants',
      Action: ['kms:CreateGrant'],
      Condition: { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
    },
  ];
}
