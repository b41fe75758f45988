import { DataAwsEc2ManagedPrefixList } from '@cdktf/provider-aws/lib/data-aws-ec2-managed-prefix-list';
import { type Construct } from 'constructs';

/**
 * The addresses from which CloudFront reaches origins, as a list that AWS keeps up to date. Each region has a list of
 * its own, with another id.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/LocationsOfEdgeServers.html
 *
 * @returns the id of the list in the region of the stack
 */
export const cloudFrontPrefixListId = (scope: Construct): string =>
  new DataAwsEc2ManagedPrefixList(scope, 'cloudfront', {
    name: 'com.amazonaws.global.cloudfront.origin-facing',
  }).id;
