export { BulkheadStack } from './bulkhead-stack';
export { consume } from './consume';
export { EphemeralResource } from './ephemeral-resource';
export { functionCode, type FunctionCode } from './function-code';
export { publish } from './publish';
export { synthesizeApp } from './synthesize-app';
export { suppress } from './suppress';
