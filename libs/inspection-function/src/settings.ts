import { BulkheadError } from '@bulkhead/errors';

/** Environment variables of the function. */
export const inspectionVariables = {
  /** Name of the single bucket whose objects are inspected. */
  bucket: 'BUCKET_NAME',
  /** ARN of the key that must encrypt the objects. */
  key: 'KEY_ARN',
  /** Media types that an object may declare, joined by commas. Without this variable, all types are allowed. */
  contentTypes: 'ALLOWED_CONTENT_TYPES',
} as const;

/** The requirements for an object. */
export interface Demands {
  readonly keyArn: string;
  /** In lower case, without parameters. @default any type */
  readonly contentTypes?: readonly string[] | undefined;
}

export interface InspectionSettings extends Demands {
  readonly bucket: string;
}

/** @throws BulkheadError `VariableMissing` */
export function inspectionSettings(variables: NodeJS.ProcessEnv): InspectionSettings {
  const required = (name: string): string => {
    const value = variables[name];
    if (value) return value;
    throw new BulkheadError('VariableMissing', `The function has no environment variable ${name}.`, {
      next: 'deploy the stack that has the function',
    });
  };
  return {
    bucket: required(inspectionVariables.bucket),
    keyArn: required(inspectionVariables.key),
    contentTypes: variables[inspectionVariables.contentTypes]?.split(','),
  };
}
