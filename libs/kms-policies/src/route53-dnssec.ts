import type { AccountInput } from './account';
import type { PolicyStatement } from './policy-statement';

export interface Route53DnssecInput extends AccountInput {
  /** Id of the hosted zone that is signed. */
  readonly hostedZoneId: string;
}

/**
 * Lets Route 53 sign the keys of one hosted zone with the key (DNSSEC).
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/access-control-managing-permissions.html#KMS-key-policy-for-DNSSEC
 */
export function route53Dnssec({
  account,
  partition = 'aws',
  hostedZoneId,
}: Route53DnssecInput): readonly PolicyStatement[] {
  const Principal = { Service: 'dnssec-route53.amazonaws.com' };
  return [
    {
      Sid: 'Route53Dnssec',
      Effect: 'Allow',
      Principal,
      Action: ['kms:DescribeKey', 'kms:GetPublicKey', 'kms:Sign'],
      Resource: '*',
      Condition: {
        StringEquals: { 'aws:SourceAccount': account },
        ArnEquals: { 'aws:SourceArn': `arn:${partition}:route53:::hostedzone/${hostedZoneId}` },
      },
    },
    {
      Sid: 'Route53DnssecGrants',
      Effect: 'Allow',
      Principal,
      Action: ['kms:CreateGrant'],
      Resource: '*',
      Condition: { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
    },
  ];
}
