import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type FunctionBundle, requireBuilt } from '@bulkhead/stack';
import { AssetType, TerraformAsset } from 'cdktf';
import { type Construct } from 'constructs';

/** The code attributes of `aws_lambda_function`. */
export interface FunctionCode {
  readonly filename: string;
  /** SHA-256 of the file in Base64, as Lambda returns it. The provider detects changed code by it. */
  readonly sourceCodeHash: string;
  readonly handler: string;
  readonly runtime: string;
}

/**
 * Puts the code of a function beside the configuration, under a path that depends on its content.
 *
 * @throws BulkheadError `FunctionNotBuilt`
 */
export function functionCode(scope: Construct, id: string, bundle: FunctionBundle): FunctionCode {
  requireBuilt(bundle);
  const { path } = new TerraformAsset(scope, id, { path: bundle.file, type: AssetType.FILE });
  return {
    filename: `\${path.module}/${path}`,
    sourceCodeHash: createHash('sha256').update(readFileSync(bundle.file)).digest('base64'),
    handler: bundle.handler,
    runtime: bundle.runtime,
  };
}
