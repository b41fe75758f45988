import { functionCode } from '@bulkhead/cdk';
import { type FunctionBundle } from '@bulkhead/stack';
import { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';

export interface BundledFunctionProps {
  readonly functionName: string;
  readonly description: string;
  /** The bundled code, from the build. */
  readonly bundle: FunctionBundle;
  /** In MB. */
  readonly memory: number;
  readonly timeoutSeconds: number;
  /** The maximum number of concurrent calls. They are reserved from the quota of the account. */
  readonly reservedConcurrency: number;
  readonly roleArn: string;
  /** ARN of the key for its environment variables. */
  readonly keyArn: string;
  readonly logGroupName: string;
  /** The queue for calls that failed for good. */
  readonly deadLetterQueueArn: string;
  readonly subnetIds: string[];
  readonly securityGroupId: string;
  readonly variables: Readonly<Record<string, string>>;
}

/** A Lambda function in the network, with code that the build bundles. No failed call is lost without a trace. */
export class BundledFunction extends Construct {
  readonly function: CfnFunction;

  constructor(scope: Construct, id: string, props: BundledFunctionProps) {
    super(scope, id);
    const { code, handler, runtime } = functionCode(props.bundle);
    const { s3Location } = code.bind(this);
    this.function = new CfnFunction(this, 'Function', {
      functionName: props.functionName,
      description: props.description,
      code: { s3Bucket: s3Location?.bucketName, s3Key: s3Location?.objectKey },
      handler,
      runtime: runtime.name,
      role: props.roleArn,
      memorySize: props.memory,
      timeout: props.timeoutSeconds,
      reservedConcurrentExecutions: props.reservedConcurrency,
      deadLetterConfig: { targetArn: props.deadLetterQueueArn },
      tracingConfig: { mode: 'Active' },
      loggingConfig: { logFormat: 'JSON', logGroup: props.logGroupName },
      kmsKeyArn: props.keyArn,
      environment: { variables: props.variables },
      vpcConfig: { subnetIds: props.subnetIds, securityGroupIds: [props.securityGroupId] },
    });
  }
}
