import { type StackContext, type Stacks, synthesizeApp as synthesizeStack } from '@bulkhead/stack';
import { type Construct } from 'constructs';
import { type BulkheadStack } from './bulkhead-stack';
import { newApp } from './new-app';

export type StackClass = new (scope: Construct, context: StackContext) => BulkheadStack;

/**
 * The complete entry of an app of CDK, or of the CDK stacks of an app with both engines: synthesizes the stack that the
 * stacks tool asks for, as a cloud assembly.
 *
 * @param entryDirectory `__dirname` of the entry
 */
export function synthesizeApp(entryDirectory: string, stacks: Stacks<StackClass>): Promise<void> {
  return synthesizeStack(entryDirectory, 'cdk', stacks, (Stack, context, outdir) => {
    const app = newApp(outdir);
    const stack = new Stack(app, context);
    app.synth();
    return { template: stack.templateFile, name: stack.stackName, omitted: stack.omitted };
  });
}
