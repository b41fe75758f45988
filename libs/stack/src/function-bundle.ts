import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { BulkheadError } from '@bulkhead/errors';

/** The code of a Lambda function, which the build leaves in the project that has its sources. */
export interface FunctionBundle {
  /** Absolute path of the zip file. */
  readonly file: string;
  /** Where Lambda finds the handler in it. */
  readonly handler: string;
  /** Identifier of the runtime that the code is built for. */
  readonly runtime: string;
}

/** Where the build leaves bundles, from the folder of the project. */
const bundleFolder = 'dist/functions';

/**
 * A function that a project declares: `metadata.functions` of its `project.json` has the name, with the source of the
 * handler.
 *
 * @param projectDirectory absolute path of the project's folder
 */
export function functionBundle(projectDirectory: string, name: string): FunctionBundle {
  return {
    file: join(projectDirectory, bundleFolder, `${name}.zip`),
    handler: 'index.handler',
    // tools/stacks/src/functions builds for it. https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html
    runtime: 'nodejs22.x',
  };
}

/** @throws BulkheadError `FunctionNotBuilt` */
export function requireBuilt({ file }: FunctionBundle): void {
  if (existsSync(file)) return;
  throw new BulkheadError('FunctionNotBuilt', `${file} is not there.`, { next: 'npx nx run bulkhead:build' });
}
