import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type FunctionBundle, requireBuilt } from '@bulkhead/stack';
import { Code, Runtime, RuntimeFamily } from 'aws-cdk-lib/aws-lambda';

/** The code properties of a `Function` of `aws-cdk-lib/aws-lambda`. */
export interface FunctionCode {
  readonly code: Code;
  readonly handler: string;
  readonly runtime: Runtime;
}

/**
 * The code of a function as an asset of the stack, named by its content. Before a deploy, the toolkit uploads the asset
 * to the bucket of CDK's bootstrap stack.
 *
 * @throws BulkheadError `FunctionNotBuilt`
 */
export function functionCode(bundle: FunctionBundle): FunctionCode {
  requireBuilt(bundle);
  const assetHash = createHash('sha256').update(readFileSync(bundle.file)).digest('hex');
  return {
    code: Code.fromAsset(bundle.file, { assetHash }),
    handler: bundle.handler,
    runtime: new Runtime(bundle.runtime, RuntimeFamily.NODEJS),
  };
}
