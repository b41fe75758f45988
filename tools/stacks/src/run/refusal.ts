import { BulkheadError } from '@bulkhead/errors';

/** Codes of what is found out before anything is touched. */
const refusals = [
  'MissingParameter',
  'BrokenContract',
  'ContractBreak',
  'NotBootstrapped',
  'MissingTerraform',
  'StateLocked',
  'StackLocked',
  'AmbiguousResource',
  'PlanStale',
  'NotPlanned',
  'StatefulDestruction',
  'SubnetInUse',
  'MajorUpgrade',
];

/** True for an error after which everything is as it was before. */
export function isRefusal(error: unknown): boolean {
  return error instanceof BulkheadError && refusals.includes(error.code);
}
