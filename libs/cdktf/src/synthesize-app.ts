import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson, completeFile, type Stacks, synthesizeApp as synthesizeStack } from '@bulkhead/stack';
import { synthesize, type StackClass } from './synthesize';

/**
 * Name of the file that Terraform reads. Beside it are the committed lock file as `.terraform.lock.hcl` and, in
 * `assets`, the files that the configuration refers to.
 */
const template = 'cdk.tf.json';

/**
 * The complete entry of an app of CDKTF, or of the CDKTF stacks of an app with both engines: synthesizes the stack that
 * the stacks tool asks for.
 *
 * @param entryDirectory `__dirname` of the entry
 */
export function synthesizeApp(entryDirectory: string, stacks: Stacks<StackClass>): Promise<void> {
  return synthesizeStack(entryDirectory, 'cdktf', stacks, (Stack, context, directory) => {
    const { configuration, complete, omitted } = synthesize(Stack, context, directory);
    const write = (file: string, content: unknown) =>
      writeFileSync(join(directory, file), canonicalJson(content));
    write(template, configuration);
    if (omitted.length > 0) write(completeFile, complete);
    copyFileSync(join(__dirname, '..', 'terraform.lock.hcl'), join(directory, '.terraform.lock.hcl'));
    return { template, ...(omitted.length > 0 && { complete: completeFile }), omitted };
  });
}
