import { CloudwatchLogDelivery } from '@cdktf/provider-aws/lib/cloudwatch-log-delivery';
import { CloudwatchLogDeliveryDestination } from '@cdktf/provider-aws/lib/cloudwatch-log-delivery-destination';
import { CloudwatchLogDeliverySource } from '@cdktf/provider-aws/lib/cloudwatch-log-delivery-source';
import { type CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { logDeliveryName, type NameScope } from '@bulkhead/naming';
import { Construct } from 'constructs';

/**
 * What is logged of a request. Left out are what may name a patient or authenticate a user: the query, the cookies and the
 * page that the user came from.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logs-reference.html
 */
export const recordFields = [
  'date',
  'time',
  'x-edge-location',
  'sc-bytes',
  'c-ip',
  'cs-method',
  'cs(Host)',
  'cs-uri-stem',
  'sc-status',
  'cs(User-Agent)',
  'x-edge-result-type',
  'x-edge-request-id',
  'x-host-header',
  'cs-protocol',
  'cs-bytes',
  'time-taken',
  'ssl-protocol',
  'ssl-cipher',
  'x-edge-response-result-type',
  'cs-protocol-version',
  'c-port',
  'time-to-first-byte',
  'x-edge-detailed-result-type',
  'sc-content-type',
  'sc-content-len',
];

export interface AccessLogsProps {
  readonly nameScope: NameScope;
  /** The purpose of the distribution. */
  readonly name: string;
  readonly distributionArn: string;
  readonly log: CloudwatchLogGroup;
}

/**
 * The log of every request that a distribution answered (standard logging v2), in the log group of the stack. The
 * fields cannot be changed later: provider 5.100.0 then sends a setting that only a bucket takes, and CloudWatch Logs
 * refuses the call. So other fields need another name of the destination, which makes a new delivery.
 * https://github.com/hashicorp/terraform-provider-aws/issues/46108
 */
export class AccessLogs extends Construct {
  constructor(scope: Construct, id: string, { nameScope, name, distributionArn, log }: AccessLogsProps) {
    super(scope, id);
    const source = new CloudwatchLogDeliverySource(this, 'source', {
      name: logDeliveryName(nameScope, name),
      logType: 'ACCESS_LOGS',
      resourceArn: distributionArn,
    });
    const destination = new CloudwatchLogDeliveryDestination(this, 'destination', {
      name: logDeliveryName(nameScope, name),
      outputFormat: 'json',
      deliveryDestinationConfiguration: [{ destinationResourceArn: log.arn }],
    });
    new CloudwatchLogDelivery(this, 'delivery', {
      deliverySourceName: source.name,
      deliveryDestinationArn: destination.arn,
      recordFields,
    });
  }
}
