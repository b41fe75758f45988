import { BundledFunction } from '@bulkhead/cdk-constructs/functions';
import { type ObjectProcessingSettings } from '@bulkhead/config';
import { inspectionFunction, inspectionVariables } from '@bulkhead/inspection-function';
import { type NameScope } from '@bulkhead/naming';
import { type Construct } from 'constructs';
import { processingNames } from './processing-names';
import { type DataBucket } from './processing-statements';

export interface ProcessingFunctionProps {
  readonly nameScope: NameScope;
  readonly settings: ObjectProcessingSettings;
  readonly bucket: DataBucket;
  readonly roleArn: string;
  /** ARN of the key that encrypts the function's settings. */
  readonly keyArn: string;
  readonly logGroupName: string;
  readonly deadLetterQueueArn: string;
  readonly network: { readonly subnetIds: string[]; readonly securityGroupId: string };
}

/** Inspects one object in each call. The code is in `@bulkhead/inspection-function`. */
export class ProcessingFunction extends BundledFunction {
  constructor(scope: Construct, id: string, props: ProcessingFunctionProps) {
    const { nameScope, settings, bucket, ...rest } = props;
    super(scope, id, {
      ...rest,
      functionName: processingNames(nameScope).function,
      description: 'Inspects the objects that are uploaded to the data bucket',
      bundle: inspectionFunction,
      memory: settings.memory,
      timeoutSeconds: settings.timeoutSeconds,
      reservedConcurrency: settings.reservedConcurrency,
      variables: variablesOf(bucket, settings),
    });
  }
}

function variablesOf(
  bucket: DataBucket,
  { allowedContentTypes }: ObjectProcessingSettings,
): Record<string, string> {
  return {
    [inspectionVariables.bucket]: bucket.name,
    [inspectionVariables.key]: bucket.keyArn,
    ...(allowedContentTypes && { [inspectionVariables.contentTypes]: allowedContentTypes.join(',') }),
  };
}
