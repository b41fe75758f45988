import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { BulkheadError } from '@bulkhead/errors';

/** The code of a Lambda function. The build puts it into the project with the sources. */
export interface FunctionBundle {
  /** Absolute path of the zip file. */
  readonly file: string;
  /** The name of the handler, for Lambda. */
  readonly handler: string;
  /** Identifier of the runtime that the code is built for. */
  readonly runtime: string;
}

/** The output folder of the build for bundles, from the project's folder. */
const bundleFolder = 'dist/functions';

/**
 * A function that a project declares: `metadata.functions` in its `project.json` has the function's name and the source
 * of the handler.
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
