import { CfnParameter } from 'aws-cdk-lib/core';
import { type BulkheadStack } from './bulkhead-stack';
import { logicalId } from './logical-id';

/** An SSM parameter that no stack of the platform publishes: a parameter of AWS, or one that people write. */
export interface ForeignParameter {
  /** The owner, in the form of a contract's name: lower case, joined by hyphens. */
  readonly owner: string;
  /** The name of the value among the owner's values, in the form of a contract's key. */
  readonly key: string;
  /** Name of the SSM parameter. */
  readonly path: string;
  /** The pattern that a value must match as a whole. The deploy refuses any other value. */
  readonly pattern: RegExp;
  readonly description: string;
  /** The origin of the value, for a person who finds it missing: a sentence, or the command that writes the value. */
  readonly origin: string;
  /** Type of the value. CloudFormation checks it. @default 'String' */
  readonly type?: 'String' | 'AWS::EC2::Image::Id';
}

/**
 * The value of a parameter from outside the platform, in the stack's region. Like the value of a contract, it is
 * resolved when the stack is deployed, and a changed value is a reason to deploy the stack again.
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
