import { type NameScope } from '@bulkhead/naming';
import { CfnRule } from 'aws-cdk-lib/aws-events';
import { type CfnFunction, CfnPermission } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { processingNames } from './processing-names';

export interface UploadRuleProps {
  readonly nameScope: NameScope;
  readonly bucketName: string;
  /** Prefixes of the object keys to process. An empty list means all objects. */
  readonly keyPrefixes: readonly string[];
  readonly function: CfnFunction;
  readonly deadLetterQueueArn: string;
}

/**
 * Calls the function for each upload to the bucket. The bucket always sends its events to EventBridge, so neither the
 * bucket nor its stack needs to know the function (pitfall 20).
 */
export class UploadRule extends Construct {
  readonly rule: CfnRule;

  constructor(scope: Construct, id: string, props: UploadRuleProps) {
    super(scope, id);
    const { nameScope, bucketName, keyPrefixes, deadLetterQueueArn } = props;
    this.rule = new CfnRule(this, 'Rule', {
      name: processingNames(nameScope).rule,
      description: 'Objects that are uploaded to the data bucket',
      state: 'ENABLED',
      eventPattern: {
        source: ['aws.s3'],
        'detail-type': ['Object Created'],
        detail: {
          bucket: { name: [bucketName] },
          ...(keyPrefixes.length > 0 && { object: { key: keyPrefixes.map((prefix) => ({ prefix })) } }),
        },
      },
      targets: [
        { id: 'inspect', arn: props.function.attrArn, deadLetterConfig: { arn: deadLetterQueueArn } },
      ],
    });
    new CfnPermission(this, 'Permission', {
      action: 'lambda:InvokeFunction',
      functionName: props.function.ref,
      principal: 'events.amazonaws.com',
      sourceArn: this.rule.attrArn,
    });
  }
}
