import { createHash } from 'node:crypto';
import { CloudwatchLogDelivery } from '@cdktf/provider-aws/lib/cloudwatch-log-delivery';
import { CloudwatchLogDeliveryDestination } from '@cdktf/provider-aws/lib/cloudwatch-log-delivery-destination';
import { CloudwatchLogDeliverySource } from '@cdktf/provider-aws/lib/cloudwatch-log-delivery-source';
import { type CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { logDeliveryName, type NameScope } from '@bulkhead/naming';
import { canonicalJson } from '@bulkhead/stack';
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
  /** The tags of the stack. */
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * The log of every request that a distribution answered (standard logging v2), in the log group of the stack. Neither the
 * fields nor the tags of a delivery can be changed: provider 5.100.0 then sends a setting that only a bucket takes, and
 * CloudWatch Logs refuses the call. So both are part of the name of the destination, and another name makes another
 * delivery. For the seconds between both, no request is logged here; the log of the firewall goes on.
 * https://github.com/hashicorp/terraform-provider-aws/issues/46108
 */
export class AccessLogs extends Construct {
  constructor(scope: Construct, id: string, props: AccessLogsProps) {
    super(scope, id);
    const { nameScope, name, distributionArn, log, tags } = props;
    const source = new CloudwatchLogDeliverySource(this, 'source', {
      name: logDeliveryName(nameScope, name),
      logType: 'ACCESS_LOGS',
      resourceArn: distributionArn,
    });
    const destination = new CloudwatchLogDeliveryDestination(this, 'destination', {
      name: logDeliveryName(nameScope, name, digestOf({ recordFields, tags })),
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

/** Eight hexadecimal digits, the same ones for the same value. */
const digestOf = (value: object) =>
  createHash('sha256').update(canonicalJson(value)).digest('hex').slice(0, 8);
