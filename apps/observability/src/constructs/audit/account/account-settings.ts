import { EbsEncryptionByDefault } from '@cdktf/provider-aws/lib/ebs-encryption-by-default';
import { Ec2InstanceMetadataDefaults } from '@cdktf/provider-aws/lib/ec2-instance-metadata-defaults';
import { IamAccountPasswordPolicy } from '@cdktf/provider-aws/lib/iam-account-password-policy';
import { S3AccountPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-account-public-access-block';
import { type AuditSettings } from '@bulkhead/config';
import { Construct } from 'constructs';

export interface AccountSettingsProps {
  readonly settings: AuditSettings['accountSettings'];
  /** The region is the primary one: it sets what the account has only once. */
  readonly isPrimary: boolean;
}

/**
 * What holds for everything in the account that says nothing itself: new volumes are encrypted, instances take IMDSv2
 * only, no bucket is public, and passwords are long. The first two are settings of a region.
 */
export class AccountSettings extends Construct {
  constructor(scope: Construct, id: string, { settings, isPrimary }: AccountSettingsProps) {
    super(scope, id);
    new EbsEncryptionByDefault(this, 'volumes', { enabled: true });
    // https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html
    new Ec2InstanceMetadataDefaults(this, 'instance-metadata', { httpTokens: 'required' });
    if (!isPrimary) return;

    new S3AccountPublicAccessBlock(this, 'buckets', {
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    const { minimumLength, maxAgeDays, reusePrevention } = settings.passwordPolicy;
    new IamAccountPasswordPolicy(this, 'passwords', {
      minimumPasswordLength: minimumLength,
      requireLowercaseCharacters: true,
      requireUppercaseCharacters: true,
      requireNumbers: true,
      requireSymbols: true,
      passwordReusePrevention: reusePrevention,
      allowUsersToChangePassword: true,
      ...(maxAgeDays !== undefined && { maxPasswordAge: maxAgeDays }),
    });
  }
}
