import { type StackContext } from '@bulkhead/stack';
import { Template } from 'aws-cdk-lib/assertions';
import { newApp } from './new-app';
import { type StackClass } from './synthesize-app';

/** The synthesized template of a stack, for specs. */
export function templateOf(Stack: StackClass, context: StackContext): Template {
  return Template.fromStack(new Stack(newApp(), context));
}
