import { functionCode } from '@bulkhead/cdk';
import { type FunctionBundle } from '@bulkhead/stack';
import { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';

export interface BundledFunctionProps {
  readonly functionName: string;
  readonly description: string;
  /** The code, which the build bundles. */
  readonly bundle: FunctionBundle;
  /** MB. */
  readonly memory: number;
  readonly timeoutSeconds: number;
  /** How many calls run at once at most, which are taken from those of the account. */
  readonly reservedConcurrency: number;
  readonly roleArn: string;
  /** ARN of the key of its settings. */
  readonly keyArn: string;
  readonly logGroupName: string;
  /** Where a call goes that failed to the end. */
  readonly deadLetterQueueArn: string;
  readonly subnetIds: string[];
  readonly securityGroupId: string;
  readonly variables: Readonly<Record<string, string>>;
}

/** A Lambda function in the network, whose code the build bundles, and of which no call is lost without a trace. */
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
