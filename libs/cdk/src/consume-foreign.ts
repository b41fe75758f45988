import { CfnParameter } from 'aws-cdk-lib/core';
import { type BulkheadStack } from './bulkhead-stack';
import { logicalId } from './logical-id';

/** An SSM parameter that no stack of the platform publishes: one of AWS, or one that people write. */
export interface ForeignParameter {
  /** Whose it is, in the words of a contract's name: lower case, joined by hyphens. */
  readonly owner: string;
  /** Which of the owner's it is, as a contract's key. */
  readonly key: string;
  /** Name of the SSM parameter. */
  readonly path: string;
  /** What a value has to match as a whole; the deploy refuses any other. */
  readonly pattern: RegExp;
  readonly description: string;
  /** Where it comes from: a sentence, or the command that writes it, for who finds it missing. */
  readonly origin: string;
  /** Type of the value, which CloudFormation checks. @default 'String' */
  readonly type?: 'String' | 'AWS::EC2::Image::Id';
}

/**
 * The value of a parameter that is not the platform's, in the stack's region. Like one of a contract it is resolved
 * when the stack is deployed, and another value is a reason to deploy the stack again.
 */
export function consumeForeign(stack: BulkheadStack, parameter: ForeignParameter): string {
  const { owner, key, path, pattern, description, origin, type = 'String' } = parameter;
  stack.context.record('consumes', {
    contract: owner,
    key,
    path,
    kind: 'string',
    pattern: `^(?:${pattern.source})$`,
    origin,
  });
  const id = logicalId('Consume', owner, key);
  return new CfnParameter(stack, id, {
    type: `AWS::SSM::Parameter::Value<${type}>`,
    default: path,
    description,
  }).valueAsString;
}
