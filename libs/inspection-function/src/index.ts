import { join } from 'node:path';
import { functionBundle } from '@bulkhead/stack';

export { metricNamespace } from './record';
export { inspectionVariables } from './settings';
export { inspectionTag } from './verdict';

/** The function that EventBridge calls for every upload to the data bucket. */
export const inspectionFunction = functionBundle(join(__dirname, '..'), 'inspect');
