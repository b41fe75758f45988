import { join } from 'node:path';
import { TerraformFailure } from './terraform-failure';

/** The value `off` turns the standing provider off: each Terraform then starts its own. */
export const standingProviderVariable = 'BULKHEAD_STANDING_PROVIDER';

/** Variables that ask for what a provider logs. Nobody reads the log of a provider that Terraform did not start. */
const logs = /^TF_LOG(_PROVIDER|_SDK\w*)?$/;

/** Whether every Terraform shall start its own provider. */
export function isTurnedOff(): boolean {
  return (
    process.env[standingProviderVariable] === 'off' ||
    Object.entries(process.env).some(([name, value]) => logs.test(name) && value !== '' && value !== 'off')
  );
}

/** Absolute path of the folder where the schemas of providers are kept. */
export function schemasOf(workspaceRoot: string): string {
  return join(workspaceRoot, 'dist/terraform-provider');
}

/**
 * Whether Terraform failed because it met a type that it was not told of, such as a type that only the state still has.
 * Terraform never continues without the schema of a type.
 */
export function missesType(error: unknown): boolean {
  if (!(error instanceof TerraformFailure)) return false;
  // The first line names the stack.
  const [, ...said] = error.message.split('\n');
  return /\bschemas?\b|Invalid (resource type|data source)|does not support (resource|data source) type/i.test(
    said.join('\n'),
  );
}
