import { type MappingTable, noCounterpart } from '../mapping';

/** What holds for the account or a region of it. CloudFormation sets none of it. */
export const accountSettings: MappingTable = {
  aws_ebs_encryption_by_default: noCounterpart('a setting of a region, which no resource refers to'),
  aws_ec2_instance_metadata_defaults: noCounterpart('a setting of a region, which no resource refers to'),
  aws_iam_account_password_policy: noCounterpart('a setting of the account, which no resource refers to'),
  aws_s3_account_public_access_block: noCounterpart(
    'a setting of the account; each bucket of the platform has its own, which rules look at',
  ),
};
