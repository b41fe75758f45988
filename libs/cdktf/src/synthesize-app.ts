import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson, type Stacks, synthesizeApp as synthesizeStack } from '@bulkhead/stack';
import { synthesize, type StackClass } from './synthesize';

/** Name of the file Terraform reads; the committed lock file lies beside it as `.terraform.lock.hcl`. */
const template = 'cdk.tf.json';

/**
 * The whole of a CDKTF app's entry: synthesizes the stack that the stacks tool asks for.
 *
 * @param entryDirectory `__dirname` of the entry
 */
export function synthesizeApp(entryDirectory: string, stacks: Stacks<StackClass>): Promise<void> {
  return synthesizeStack(entryDirectory, stacks, (Stack, context, directory) => {
    const { configuration, omitted } = synthesize(Stack, context);
    writeFileSync(join(directory, template), canonicalJson(configuration));
    copyFileSync(join(__dirname, '..', 'terraform.lock.hcl'), join(directory, '.terraform.lock.hcl'));
    return { template, omitted };
  });
}
