import { join } from 'node:path';

/** The value `off` turns the standing provider off: each Terraform then starts its own. */
export const standingProviderVariable = 'BULKHEAD_STANDING_PROVIDER';

/** Whether every Terraform shall start its own provider. */
export function isTurnedOff(): boolean {
  return process.env[standingProviderVariable] === 'off';
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
  return /schema|Invalid (resource type|data source)|does not support (resource|data source) type/i.test(
    (error as Error).message,
  );
}
