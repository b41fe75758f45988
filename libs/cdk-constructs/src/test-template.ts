import { Template } from 'aws-cdk-lib/assertions';
import { App, Stack } from 'aws-cdk-lib/core';

export const testKeyArn = 'arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555';

/** The synthesized template of a stack that has only the given constructs. */
export function testTemplate(add: (stack: Stack) => unknown): Template {
  const stack = new Stack(new App(), 'Test');
  add(stack);
  return Template.fromStack(stack);
}
