export { BulkheadStack } from './bulkhead-stack';
export { consume } from './consume';
export { functionCode, type FunctionCode } from './function-code';
export { consumeForeign, type ForeignParameter } from './consume-foreign';
export { publish } from './publish';
export { synthesizeApp } from './synthesize-app';
export { suppress } from './suppress';
