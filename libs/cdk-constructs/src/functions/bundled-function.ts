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
  /**
   * The maximum number of concurrent calls. They are reserved from the quota of the account.
   *
   * @default none is reserved: what calls the function limits them
   */
  readonly reservedConcurrency?: number;
  readonly roleArn: string;
  /** ARN of the key for its environment variables. */
  readonly keyArn: string;
  readonly logGroupName: string;
  /**
   * The queue for calls that failed for good.
   *
   * @default none: the function is called by a queue, which has a dead-letter queue of its own
   */
  readonly deadLetterQueueArn?: string;
  /** @default the function is in no VPC, and works even if the network does not */
  readonly network?: { readonly subnetIds: string[]; readonly securityGroupId: string };
  readonly variables: Readonly<Record<string, string>>;
}

/** A Lambda function with code that the build bundles. */
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
      ...(props.reservedConcurrency !== undefined && {
        reservedConcurrentExecutions: props.reservedConcurrency,
      }),
      ...(props.deadLetterQueueArn !== undefined && {
        deadLetterConfig: { targetArn: props.deadLetterQueueArn },
      }),
      tracingConfig: { mode: 'Active' },
      loggingConfig: { logFormat: 'JSON', logGroup: props.logGroupName },
      kmsKeyArn: props.keyArn,
      environment: { variables: props.variables },
      ...(props.network && {
        vpcConfig: {
          subnetIds: props.network.subnetIds,
          securityGroupIds: [props.network.securityGroupId],
        },
      }),
    });
  }
}
