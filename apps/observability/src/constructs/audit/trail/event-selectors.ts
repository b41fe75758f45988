import { type CloudtrailAdvancedEventSelector } from '@cdktf/provider-aws/lib/cloudtrail';
import { type Environment, hasStack, regionName } from '@bulkhead/config';
import { dataBucketName } from '@bulkhead/data/buckets';
import { namePrefixOf } from '@bulkhead/naming';

/** The regions whose buckets and functions the environment has. */
const roles = ['primary', 'dr'] as const;

/**
 * What the trail records: every management event, those of KMS included, and if asked for each access to an object of
 * the platform's data buckets (P3.5) and each call of its functions. The ARNs are built from names, so that the trail
 * depends on no stack that it records. ARNs of one region cover both, since the trail records all regions.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html
 */
export function eventSelectors(
  environment: Environment,
  withDataEvents: boolean,
): CloudtrailAdvancedEventSelector[] {
  const management = selector('Management events', { eventCategory: { equalTo: ['Management'] } });
  if (!withDataEvents) return [management];
  const regions = roles.flatMap((role) => regionName(environment, role) ?? []);
  const { name, account } = environment;
  const buckets = hasStack(environment, 'database', 'storage', 'primary')
    ? regions.map((region) => `arn:aws:s3:::${dataBucketName({ environment: name, account, region })}/`)
    : [];
  const functions = namePrefixOf('function', { environment: name });
  const functionArns = regions.map((region) => `arn:aws:lambda:${region}:${account}:function:${functions}`);
  return [
    management,
    ...(buckets.length > 0 ? [dataEvents('Objects of the platform', 'AWS::S3::Object', buckets)] : []),
    dataEvents('Functions of the platform', 'AWS::Lambda::Function', functionArns),
  ];
}

function dataEvents(name: string, type: string, beginnings: string[]): CloudtrailAdvancedEventSelector {
  return selector(name, {
    eventCategory: { equalTo: ['Data'] },
    'resources.type': { equalTo: [type] },
    'resources.ARN': { startsWith: beginnings },
  });
}

type Comparison = { readonly equalTo: string[] } | { readonly startsWith: string[] };

function selector(
  name: string,
  fields: Readonly<Record<string, Comparison>>,
): CloudtrailAdvancedEventSelector {
  return {
    name,
    fieldSelector: Object.entries(fields).map(([field, comparison]) => ({ field, ...comparison })),
  };
}
