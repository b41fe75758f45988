import { functionCode } from '@bulkhead/cdk';
import { type ObjectProcessingSettings } from '@bulkhead/config';
import { inspectionFunction, inspectionVariables } from '@bulkhead/inspection-function';
import { type NameScope } from '@bulkhead/naming';
import { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { processingNames } from './processing-names';
import { type DataBucket } from './processing-statements';

export interface ProcessingFunctionProps {
  readonly nameScope: NameScope;
  readonly settings: ObjectProcessingSettings;
  readonly bucket: DataBucket;
  readonly roleArn: string;
  /** ARN of the key of its settings. */
  readonly keyArn: string;
  readonly logGroupName: string;
  readonly deadLetterQueueArn: string;
  readonly subnetIds: string[];
  readonly securityGroupId: string;
}

/** Inspects one object a call; the code is in `@bulkhead/inspection-function`. */
export class ProcessingFunction extends Construct {
  readonly function: CfnFunction;

  constructor(scope: Construct, id: string, props: ProcessingFunctionProps) {
    super(scope, id);
    const { nameScope, settings, bucket } = props;
    const { code, handler, runtime } = functionCode(inspectionFunction);
    const { s3Location } = code.bind(this);
    this.function = new CfnFunction(this, 'Function', {
      functionName: processingNames(nameScope).function,
      description: 'Inspects the objects that are uploaded to the data bucket',
      code: { s3Bucket: s3Location?.bucketName, s3Key: s3Location?.objectKey },
      handler,
      runtime: runtime.name,
      role: props.roleArn,
      memorySize: settings.memory,
      timeout: settings.timeoutSeconds,
      reservedConcurrentExecutions: settings.reservedConcurrency,
      deadLetterConfig: { targetArn: props.deadLetterQueueArn },
      tracingConfig: { mode: 'Active' },
      loggingConfig: { logFormat: 'JSON', logGroup: props.logGroupName },
      kmsKeyArn: props.keyArn,
      environment: { variables: variablesOf(bucket, settings) },
      vpcConfig: { subnetIds: props.subnetIds, securityGroupIds: [props.securityGroupId] },
    });
  }
}

function variablesOf(bucket: DataBucket, { allowedContentTypes }: ObjectProcessingSettings) {
  return {
    [inspectionVariables.bucket]: bucket.name,
    [inspectionVariables.key]: bucket.keyArn,
    ...(allowedContentTypes && { [inspectionVariables.contentTypes]: allowedContentTypes.join(',') }),
  };
}
