import { contract, parameter } from '../contract';

/**
 * The shared file system of a region. It is mounted over TLS, with IAM, through its access point; a client needs
 * `elasticfilesystem:ClientMount` and `ClientWrite` on the file system.
 */
export const fileSystem = contract('file-system', {
  fileSystemId: parameter(/fs-[0-9a-f]+/, 'Id of the file system'),
  fileSystemArn: parameter(/arn:[^:]+:elasticfilesystem:[^,]+/, 'ARN of the file system'),
  accessPointId: parameter(/fsap-[0-9a-f]+/, 'Id of the access point, without which nothing is mounted'),
  accessPointArn: parameter(/arn:[^:]+:elasticfilesystem:[^,]+/, 'ARN of the access point'),
  securityGroupId: parameter(
    /sg-[0-9a-f]+/,
    'Security group of the mount targets; a client adds its own ingress rule on 2049',
  ),
  keyArn: parameter(/arn:[^:]+:kms:[^,]+/, 'ARN of the key that encrypts the file system'),
});
