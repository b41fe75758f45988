export { BulkheadStack } from './bulkhead-stack';
export { consume } from './consume';
export { publish } from './publish';
export { synthesizeApp } from './synthesize-app';
export { suppress } from './suppress';
