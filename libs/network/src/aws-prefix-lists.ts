import { DataAwsEc2ManagedPrefixList } from '@cdktf/provider-aws/lib/data-aws-ec2-managed-prefix-list';
import { type Environment } from '@bulkhead/config';
import { Construct } from 'constructs';

export interface AwsPrefixListsProps {
  /** Name of the region. */
  readonly region: string;
  readonly target: Environment['target'];
}

/**
 * Addresses of AWS services that reach into the region, as lists that AWS keeps up to date. Each region has lists of its
 * own, with other ids.
 * https://docs.aws.amazon.com/vpc/latest/userguide/working-with-aws-managed-prefix-lists.html
 *
 * @emulator There is no list of health checkers, so the list of CloudFront stands for it.
 */
export class AwsPrefixLists extends Construct {
  /** The addresses from which CloudFront reaches origins. */
  readonly cloudFrontId: string;
  /** The addresses from which Route 53 checks endpoints. */
  readonly healthChecksId: string;

  constructor(scope: Construct, id: string, { region, target }: AwsPrefixListsProps) {
    super(scope, id);
    const idOf = (list: string, name: string) => new DataAwsEc2ManagedPrefixList(this, list, { name }).id;
    this.cloudFrontId = idOf('cloudfront', 'com.amazonaws.global.cloudfront.origin-facing');
    this.healthChecksId =
      target === 'emulator'
        ? this.cloudFrontId
        : idOf('health-checks', `com.amazonaws.${region}.route53-healthchecks`);
  }
}
