import type { AccountInput } from './account';
import type { PolicyStatement } from './policy-statement';

/**
 * Lets EC2 Auto Scaling launch instances with volumes that are encrypted with the key. Its service-linked role may use
 * the key and create a grant for EBS. KMS refuses the policy while the role does not exist. The first Auto Scaling
 * group of an account creates the role, or `aws iam create-service-linked-role --aws-service-name
 * autoscaling.amazonaws.com`.
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
