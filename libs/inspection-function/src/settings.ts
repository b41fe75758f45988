import { BulkheadError } from '@bulkhead/errors';

/** Environment variables of the function. */
export const inspectionVariables = {
  /** Name of the one bucket whose objects are inspected. */
  bucket: 'BUCKET_NAME',
  /** ARN of the key that they have to be encrypted with. */
  key: 'KEY_ARN',
  /** Media types that an object may say to be, joined by commas. Without it an object may say anything. */
  contentTypes: 'ALLOWED_CONTENT_TYPES',
} as const;

/** What an object has to be. */
export interface Demands {
  readonly keyArn: string;
  /** In lower case, without parameters. @default any */
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
